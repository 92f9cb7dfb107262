import type { Instant } from '../shared/clock.ts';

/** How far the provider's log has been read. */
export interface BackfillCursor {
  /** When the last finished run began, or what came up to then has been received; null before the first run. */
  find(): Promise<Instant | null>;
  save(reached: Instant): Promise<void>;
}
