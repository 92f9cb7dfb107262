import type { Instant } from '../shared/clock.ts';

/** How far the provider's log has been read. */
export interface BackfillCursor {
  /** When the last finished run began; null before the first. */
  find(): Promise<Instant | null>;
  save(startedAt: Instant): Promise<void>;
}
