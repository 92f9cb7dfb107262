import type { DemoUser } from '../auth/demo-users.ts';
import type { Activity } from '../world/activity.ts';

/** What the page and its server say to each other. Times are epoch milliseconds unless they are ISO strings. */
export interface PageConfiguration {
  readonly productName: string;
  readonly functionsBaseUrl: string;
  readonly phones: readonly DemoPhone[];
  readonly users: readonly DemoUser[];
}

export interface DemoPhone {
  /** `whatsapp:+15551110001` or, for a sender without a visible number, `whatsapp:US.…`. */
  readonly address: string;
  readonly owner: string;
}

export interface PhoneMessage {
  readonly sid: string;
  readonly direction: 'from-phone' | 'to-phone';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  /** Twilio's word for how far the message came. */
  readonly status: string;
  readonly errorCode: number | null;
  readonly at: string;
}

/** The document `whatsapp_links/{userId}`, which an app listens to. */
export interface LinkDocument {
  readonly linked: {
    readonly masked_number: string;
    readonly linked_at: string;
    readonly state: string;
  } | null;
  readonly request: {
    readonly request_id: string;
    readonly state: 'open' | 'claimed';
    readonly masked_number: string | null;
    readonly expires_at: string;
  } | null;
}

export interface Conversation {
  readonly address: string;
  readonly messages: readonly PhoneMessage[];
}

export interface LinkChange {
  readonly userId: string;
  readonly link: LinkDocument | null;
}

/** The server-sent events of `GET /events` by name. */
export interface PageEvents {
  /** Everything as it is now; comes first, and again after each reconnection. */
  readonly snapshot: {
    readonly now: number;
    readonly activities: readonly Activity[];
    readonly conversations: readonly Conversation[];
    readonly links: readonly LinkChange[];
  };
  readonly activity: Activity;
  readonly conversation: Conversation;
  readonly link: LinkChange;
  /** The world's time, which may run differently from the browser's. */
  readonly clock: { readonly now: number };
}

export type PageEventName = keyof PageEvents;
