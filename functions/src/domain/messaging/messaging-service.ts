import type { WhatsAppAddress } from '../linking/whatsapp-address.ts';
import type { Instant } from '../shared/clock.ts';
import type { DeliveryState } from './delivery-status.ts';
import type { OutboundContent } from './outbound-content.ts';
import type { SendFailure } from './send-failure.ts';

export interface MessageToSend {
  /** Comes back with each delivery status. */
  readonly messageId: string;
  readonly to: WhatsAppAddress;
  readonly content: OutboundContent;
}

/** What the provider said to one message; `unknown` must not simply be repeated. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly messageSid: string }
  | (SendFailure & { readonly providerCode: number | null });

export interface SentMessage {
  readonly messageSid: string;
  readonly body: string;
  readonly sentAt: Instant | null;
}

/** What the provider knows of a message it has taken. Null where it knows no such message or names a state that we do not know. */
export type FetchedDelivery = { readonly state: DeliveryState; readonly providerCode: number | null } | null;

export interface MessagingService {
  /** Hands the message over once; never throws for what the provider or the network did. */
  send(message: MessageToSend): Promise<SendOutcome>;
  /** What the provider has sent to this address, newest first. Throws `MessagingUnavailableError`. */
  listSent(to: WhatsAppAddress): Promise<readonly SentMessage[]>;
  /** Throws `MessagingUnavailableError`. */
  fetchDelivery(messageSid: string): Promise<FetchedDelivery>;
}
