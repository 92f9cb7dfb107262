import type { UserMapping } from '../linking/user-mapping.ts';
import type { DeliveryState } from '../messaging/delivery-status.ts';
import type { FoundOutboundMessage } from '../messaging/outbound-message-repository.ts';
import type { OutboundState } from '../messaging/outbound-message.ts';
import type { Instant } from '../shared/clock.ts';

export const DEAD_KINDS = ['outbound', 'inbound', 'event'] as const;

/** What can be given up after all tries. */
export type DeadKind = (typeof DEAD_KINDS)[number];

export interface DeadLetter {
  readonly kind: DeadKind;
  readonly id: string;
  readonly userId: string | null;
  /** When it was created, received or happened. */
  readonly since: Instant | null;
  readonly attempts: number;
  readonly reason: string | null;
}

export interface OutboundFilter {
  readonly state: OutboundState;
  /** Null for everybody's. */
  readonly userId: string | null;
  readonly limit: number;
}

/** When a status of one of Twilio's messages was last reported. */
export interface ReportedStatus {
  readonly messageSid: string;
  readonly state: DeliveryState;
  readonly at: Instant;
}

export type KeyedAddress = Pick<UserMapping, 'addressKey' | 'address'>;

/** What an operator asks for across users; every answer may be a moment old. Throws `StorageUnavailableError`. */
export interface OperatorQueries {
  /** Newest first. */
  listOutbound(filter: OutboundFilter): Promise<readonly FoundOutboundMessage[]>;
  countDead(kind: DeadKind): Promise<number>;
  /** All of them, read page by page: those that leave the state meanwhile are not missed and not doubled. */
  dead(kind: DeadKind): AsyncIterable<DeadLetter>;
  /** What was reported on a message, oldest first; empty for one that does not exist. */
  reportedStatuses(messageId: string): Promise<readonly ReportedStatus[]>;
  /** Where any mapping at all lies: what is stored shows whether a key is the right one. */
  findAnyMapping(): Promise<KeyedAddress | null>;
}
