import { z } from 'zod';
import type { ExportCounterRepository } from '../../../domain/privacy/export-counter.ts';
import type { RecentEvents } from '../../../domain/shared/recent-events.ts';
import { collections } from '../collections.ts';
import { instant, timestamp } from '../documents/fields.ts';
import { DELETE_AT } from '../documents/retention.ts';
import type { DocumentKey } from '../document-transaction.ts';
import type { FirestoreSession } from '../firestore-session.ts';

const schema = z.object({ exported_at: z.array(instant).default([]) });

/** Shares the user's document with the counter of link requests. */
export class FirestoreExportCounterRepository implements ExportCounterRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(userId: string): Promise<RecentEvents> {
    const snapshot = await this.#session.read(this.#key(userId));
    const data = snapshot.data();
    return data === undefined ? [] : schema.parse(data).exported_at;
  }

  save(userId: string, exportedAt: RecentEvents): void {
    this.#session.merge(this.#key(userId), {
      exported_at: exportedAt.map(timestamp),
      [DELETE_AT]: timestamp(Math.max(...exportedAt) + this.#session.retention.counter),
    });
  }

  #key(userId: string): DocumentKey {
    return { collection: collections.linkCounters, id: userId };
  }
}
