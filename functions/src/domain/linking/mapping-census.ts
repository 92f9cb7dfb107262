import type { Instant } from '../shared/clock.ts';
import type { AddressKey } from './address-key.ts';

/** Looks across all mappings, outside any transaction: every answer may be a moment old. Throws `StorageUnavailableError`. */
export interface MappingCensus {
  /** Counts no further than `limit`. */
  countUpTo(limit: number): Promise<number>;
  /** Read page by page: those that leave the state meanwhile are not missed and not doubled. */
  suspendedSince(from: Instant): AsyncIterable<AddressKey>;
}
