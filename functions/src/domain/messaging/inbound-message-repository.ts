import type { Instant } from '../shared/clock.ts';
import type { InboundMessage } from './inbound-message.ts';

/**
 * `stored` and `waiting` (for another try) are to be processed, `processing` is leased. `processed` and `dead` (given up after all
 * tries) are final.
 */
export type InboundState = 'stored' | 'processing' | 'waiting' | 'processed' | 'dead';

export interface NewInboundMessage {
  readonly userId: string;
  /** Its place in the order of this user's messages. */
  readonly number: number;
  readonly message: InboundMessage;
  readonly receivedAt: Instant;
  /** The webhook never brought it: it comes from the provider's log. */
  readonly backfilled: boolean;
}

export interface StoredInboundMessage extends NewInboundMessage {
  readonly state: InboundState;
  /** Whether later messages of the user wait for it. */
  readonly inLine: boolean;
  /** It blocked its user for too long and is processed out of line. */
  readonly outOfOrder: boolean;
  readonly attempts: number;
  /** When its first try began: it may block its user for a while from then on. */
  readonly blockingSince: Instant | null;
  /** When something happens next: the next try, the end of the lease. */
  readonly nextAt: Instant | null;
  readonly leaseToken: string | null;
  /** Why the last try failed, as a constant in kebab-case. */
  readonly reason: string | null;
  /** Set once what the person wrote has been erased: a keyed hash of it. */
  readonly contentHash: string | null;
}

export interface InboundMessageRepository {
  find(messageSid: string): Promise<StoredInboundMessage | null>;
  /** The commit throws `AlreadyStoredError` if the message has been stored before: this is the duplicate check. */
  create(stored: StoredInboundMessage): void;
  /** What a processed message says is erased in the same step where bodies are not to be kept. */
  save(stored: StoredInboundMessage): void;
  /** The first of the user's unfinished messages that are in line; null if there is none. */
  findFirstInLine(userId: string): Promise<StoredInboundMessage | null>;
}

/** Who is processing a user's messages: one run at a time. */
export interface InboundLane {
  readonly userId: string;
  readonly leaseToken: string | null;
  readonly leaseUntil: Instant | null;
}

export interface InboundLaneRepository {
  find(userId: string): Promise<InboundLane | null>;
  save(lane: InboundLane): void;
}

export function newlyStored(message: NewInboundMessage): StoredInboundMessage {
  return {
    ...message,
    state: 'stored',
    inLine: true,
    outOfOrder: false,
    attempts: 0,
    blockingSince: null,
    nextAt: message.receivedAt,
    leaseToken: null,
    reason: null,
    contentHash: null,
  };
}
