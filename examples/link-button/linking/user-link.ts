/** `suspended`: the number may have changed hands. `reproof_required`: nobody has used the link for too long. Linking again mends both. */
export type LinkedState = 'active' | 'suspended' | 'reproof_required' | 'disabled' | 'blocked';

/** What `whatsapp_links/{uid}` tells an app. Times are epoch milliseconds. */
export interface UserLink {
  readonly linked: {
    readonly maskedNumber: string;
    readonly linkedAt: number;
    readonly state: LinkedState;
  } | null;
  readonly request: {
    readonly requestId: string;
    /** `claimed`: the code has arrived from WhatsApp. */
    readonly state: 'open' | 'claimed';
    readonly maskedNumber: string | null;
    readonly expiresAt: number;
  } | null;
}

export type LinkedNumber = NonNullable<UserLink['linked']>;
export type LinkRequest = NonNullable<UserLink['request']>;
