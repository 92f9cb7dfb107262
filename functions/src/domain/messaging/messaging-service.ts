import type { WhatsAppAddress } from '../linking/whatsapp-address.ts';
import type { Instant } from '../shared/clock.ts';

export interface TextToSend {
  readonly messageId: string;
  readonly to: WhatsAppAddress;
  readonly body: string;
}

/**
 * What the provider said to one message. `refused`: it has not been taken and never will be as it is. `postponed`: not taken, worth
 * another try. `unknown`: nobody knows whether it was taken (time-out, reset, unreadable answer), so it must not simply be repeated.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly messageSid: string }
  | { readonly kind: 'refused'; readonly providerCode: number | null; readonly reason: string }
  | {
      readonly kind: 'postponed';
      readonly providerCode: number | null;
      readonly reason: string;
      readonly retryAfter: number | null;
    }
  | { readonly kind: 'unknown'; readonly providerCode: number | null; readonly reason: string };

export interface SentMessage {
  readonly messageSid: string;
  readonly body: string;
  readonly sentAt: Instant | null;
}

export interface MessagingService {
  /** Hands the text over once; never throws for what the provider or the network did. `retryAfter` is milliseconds. */
  send(text: TextToSend): Promise<SendOutcome>;
  /** What the provider has sent to this address, newest first. Throws `MessagingUnavailableError`. */
  listSent(to: WhatsAppAddress): Promise<readonly SentMessage[]>;
}
