import type { Instant } from '../shared/clock.ts';
import type { RecentEvents } from '../shared/recent-events.ts';

/** Too many numbers with another business-scoped id at once mean that our own configuration has changed, not their holders. */
export interface IdentityWatch {
  /** When links were suspended for it in the last hour. */
  readonly changes: RecentEvents;
  /** Since when none is suspended any more, until an operator decides; null while the watch goes on. */
  readonly brakedSince: Instant | null;
  /** When an operator last said that the ids had changed by our own doing: ids seen before then are replaced by the next. */
  readonly acceptedAt: Instant | null;
}

export interface IdentityWatchRepository {
  find(): Promise<IdentityWatch>;
  save(watch: IdentityWatch): void;
}

const ALLOWED_AT_LEAST = 3;
const MAPPINGS_PER_CHANGE = 100;

/** More mappings than these allow no more changes. */
export function mappingsToCount(mostChanges: number): number {
  return mostChanges * MAPPINGS_PER_CHANGE;
}

/** How many links may be suspended in an hour: one in a hundred, but never fewer than three nor more than `mostChanges`. */
export function changesAllowed(mostChanges: number, mappingCount: number): number {
  const share = Math.floor(mappingCount / MAPPINGS_PER_CHANGE);
  return Math.min(mostChanges, Math.max(ALLOWED_AT_LEAST, share));
}
