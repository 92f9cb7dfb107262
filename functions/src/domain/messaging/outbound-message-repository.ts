import type { AddressKey } from '../linking/address-key.ts';
import type { Instant } from '../shared/clock.ts';
import type { OutboundMessage } from './outbound-message.ts';

/** A document that somebody added to the outbox and that cannot be sent as it is. `problems` are for its author. */
export interface InvalidOutboundMessage {
  readonly id: string;
  /** Null where the document names nobody. */
  readonly userId: string | null;
  readonly problems: readonly string[];
  /** Set once it has been marked as failed. */
  readonly isMarked: boolean;
}

export type FoundOutboundMessage =
  | { readonly kind: 'valid'; readonly message: OutboundMessage }
  | { readonly kind: 'invalid'; readonly invalid: InvalidOutboundMessage };

export interface OutboundMessageRepository {
  find(id: string): Promise<FoundOutboundMessage | null>;
  /** The first message of the user that was created by then and that nobody has taken up to send; ties go by id. */
  findFirstNew(
    userId: string,
    createdBy: Instant,
  ): Promise<{ readonly messageId: string; readonly createdAt: Instant } | null>;
  /** The commit throws `AlreadyStoredError` if the id is taken. */
  create(message: OutboundMessage): void;
  /**
   * Everything but what Twilio has reported, which stays as it is. What the message says is erased in the same step where bodies are not
   * to be kept and nothing will read it any more.
   */
  save(message: OutboundMessage): void;
  /** Ends it as `failed`, with its problems listed in it; nothing else is kept where bodies are not. */
  markInvalid(invalid: InvalidOutboundMessage, now: Instant): void;
  /** Which of these Twilio SIDs a message of the outbox has, by Twilio's answer or its report. At most 30 SIDs. */
  findOwned(messageSids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Writes to the outbox that need no look at it first: each is right whatever else has happened. */
export interface Outbox {
  /** Lets the sweep find a document that somebody added; nothing happens if it has changed since `revision`. */
  takeUp(added: {
    readonly id: string;
    readonly createdAt: Instant;
    readonly revision: string;
  }): Promise<void>;
  /**
   * Twilio has taken what was to be sent, which is the truth whatever else is stored; the person's lane is left in the same step.
   * False if there is nothing to write it to, and then nothing was written.
   */
  recordAccepted(message: OutboundMessage, lane: AddressKey | null): Promise<boolean>;
}
