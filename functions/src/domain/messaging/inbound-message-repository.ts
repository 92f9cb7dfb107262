import type { Instant } from '../shared/clock.ts';
import type { InboundMessage } from './inbound-message.ts';

export interface StoredInboundMessage {
  readonly userId: string;
  /** Its place in the order of this user's messages. */
  readonly number: number;
  readonly message: InboundMessage;
  readonly receivedAt: Instant;
}

export interface InboundMessageRepository {
  /** The commit throws `AlreadyStoredError` if the message has been stored before: this is the duplicate check. */
  create(stored: StoredInboundMessage): void;
}
