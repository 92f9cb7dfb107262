import type { Instant } from '../shared/clock.ts';
import type { InboundMessage } from './inbound-message.ts';

/** A message of the provider's log: less is known of it than of one that the webhook brings. */
export interface LoggedInboundMessage {
  readonly message: InboundMessage;
  readonly receivedAt: Instant;
}

/** The provider's own log of what people sent to our sender. */
export interface ReceivedMessages {
  /**
   * Oldest first, from `since` on. Throws `MessagingUnavailableError`, also behind the last message where there are older ones that were
   * left out.
   */
  listSince(since: Instant): AsyncIterable<LoggedInboundMessage>;
}
