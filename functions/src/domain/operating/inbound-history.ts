import type { Instant } from '../shared/clock.ts';

export interface HistoryRange {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  /** Null for everybody's. */
  readonly userId: string | null;
}

/** Messages of one user in the order in which they came, all that fit into one transaction. */
export interface HistoryBatch {
  readonly userId: string;
  readonly messageSids: readonly string[];
}

/** The messages that linked users sent; every answer may be a moment old. Throws `StorageUnavailableError`. */
export interface InboundHistory {
  count(range: HistoryRange): Promise<number>;
  /** User by user, read page by page. */
  received(range: HistoryRange): AsyncIterable<HistoryBatch>;
}
