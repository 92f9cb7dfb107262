import type { OutboundMessage } from './outbound-message.ts';

export interface OutboundMessageRepository {
  find(id: string): Promise<OutboundMessage | null>;
  /** The commit throws `AlreadyStoredError` if the id is taken. */
  create(message: OutboundMessage): void;
  /** Everything but what Twilio has reported, which stays as it is. */
  save(message: OutboundMessage): void;
  /** Which of these Twilio SIDs a message of the outbox has, by Twilio's answer or its report. At most 30 SIDs. */
  findOwned(messageSids: readonly string[]): Promise<ReadonlySet<string>>;
}
