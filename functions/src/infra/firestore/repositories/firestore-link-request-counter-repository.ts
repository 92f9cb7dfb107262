import { z } from 'zod';
import type { LinkRequestCounterRepository } from '../../../domain/linking/linking-repositories.ts';
import type { RecentEvents } from '../../../domain/shared/recent-events.ts';
import { collections } from '../collections.ts';
import { instant, timestamp } from '../documents/fields.ts';
import { DELETE_AT, retention } from '../documents/retention.ts';
import type { FirestoreSession } from '../firestore-session.ts';

const schema = z.object({ started_at: z.array(instant) });

export class FirestoreLinkRequestCounterRepository implements LinkRequestCounterRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(userId: string): Promise<RecentEvents> {
    const snapshot = await this.#session.read(this.#session.reference(collections.linkCounters, userId));
    const data = snapshot.data();
    return data === undefined ? [] : schema.parse(data).started_at;
  }

  save(userId: string, startedAt: RecentEvents): void {
    this.#session.set(this.#session.reference(collections.linkCounters, userId), {
      started_at: startedAt.map(timestamp),
      [DELETE_AT]: timestamp(Math.max(...startedAt) + retention.linkCounter),
    });
  }
}
