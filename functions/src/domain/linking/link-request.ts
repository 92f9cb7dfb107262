import { MINUTE, type Instant } from '../shared/clock.ts';
import type { Language } from '../shared/language.ts';
import type { AddressKey } from './address-key.ts';
import type { WhatsAppAddress } from './whatsapp-address.ts';

/** Both from the start and from the claim: https://pages.nist.gov/800-63-4/sp800-63b.html allows ten minutes. */
export const LINK_REQUEST_LIFETIME = 10 * MINUTE;
export const WRONG_CONFIRMATIONS_ALLOWED = 5;

export interface LinkClaim {
  readonly addressKey: AddressKey;
  readonly address: WhatsAppAddress;
  readonly otherAddress: WhatsAppAddress | null;
  readonly profileName: string | null;
  readonly claimedAt: Instant;
  /** The message that brought the code: evidence of who agreed, and the mark of a redelivery. */
  readonly messageSid: string;
  /** The address of ours that it was sent to. */
  readonly sentTo: string;
}

/** One attempt to link. `claim` is set once, by the first address that sends the code. */
export interface LinkRequest {
  readonly id: string;
  readonly userId: string;
  readonly state: 'open' | 'claimed' | 'confirmed' | 'ended';
  /** What the chat may call the account: a masked, verified e-mail or phone; never text that a user can set. */
  readonly maskedAccount: string | null;
  /** That of the app in which it was started; null where the app told none. */
  readonly language: Language | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly claim: LinkClaim | null;
  readonly wrongConfirmations: number;
}

export function isExpired(request: { readonly expiresAt: Instant }, now: Instant): boolean {
  return now >= request.expiresAt;
}
