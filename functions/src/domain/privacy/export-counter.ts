import type { RecentEvents } from '../shared/recent-events.ts';

/** Part of a transaction. When a user exported lately. */
export interface ExportCounterRepository {
  find(userId: string): Promise<RecentEvents>;
  save(userId: string, exportedAt: RecentEvents): void;
}
