import { z } from 'zod';
import type { LinkRequestCounterRepository } from '../../../domain/linking/linking-repositories.ts';
import type { RecentEvents } from '../../../domain/shared/recent-events.ts';
import { collections } from '../collections.ts';
import { instant, timestamp } from '../documents/fields.ts';
import { DELETE_AT } from '../documents/retention.ts';
import type { FirestoreSession } from '../firestore-session.ts';

const schema = z.object({ started_at: z.array(instant).default([]) });

/** Shares the user's document with the counter of exports. */
export class FirestoreLinkRequestCounterRepository implements LinkRequestCounterRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(userId: string): Promise<RecentEvents> {
    const snapshot = await this.#session.read({ collection: collections.linkCounters, id: userId });
    const data = snapshot.data();
    return data === undefined ? [] : schema.parse(data).started_at;
  }

  save(userId: string, startedAt: RecentEvents): void {
    this.#session.merge(
      { collection: collections.linkCounters, id: userId },
      {
        started_at: startedAt.map(timestamp),
        [DELETE_AT]: timestamp(Math.max(...startedAt) + this.#session.retention.counter),
      },
    );
  }
}
