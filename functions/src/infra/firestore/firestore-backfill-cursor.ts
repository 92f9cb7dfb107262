import type { Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { BackfillCursor } from '../../domain/messaging/backfill-cursor.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections } from './collections.ts';
import { instant, timestamp } from './documents/fields.ts';
import { timedRead } from './timed-read.ts';
import { timedWrite } from './timed-write.ts';

interface FirestoreBackfillCursorPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
}

const schema = z.object({ started_at: instant });

/** One document for all runs. */
export class FirestoreBackfillCursor implements BackfillCursor {
  readonly #ports: FirestoreBackfillCursorPorts;

  constructor(ports: FirestoreBackfillCursorPorts) {
    this.#ports = ports;
  }

  async find(): Promise<Instant | null> {
    const snapshot = await timedRead(this.#ports.metrics, 'find-backfill-cursor', () =>
      this.#document().get(),
    );
    const data = snapshot.data();
    return data === undefined ? null : schema.parse(data).started_at;
  }

  async save(startedAt: Instant): Promise<void> {
    await timedWrite(this.#ports.metrics, 'save-backfill-cursor', () =>
      this.#document().set({ started_at: timestamp(startedAt) }),
    );
  }

  #document() {
    return this.#ports.firestore.collection(collections.state).doc('backfill');
  }
}
