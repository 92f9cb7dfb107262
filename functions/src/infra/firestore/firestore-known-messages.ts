import type { Firestore } from 'firebase-admin/firestore';
import type { KnownMessages } from '../../domain/messaging/known-messages.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections } from './collections.ts';
import { DELETE_AT, hasExpired } from './documents/retention.ts';
import { timedRead } from './timed-read.ts';

interface FirestoreKnownMessagesPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
  readonly clock: Clock;
}

/** One call that asks whether the documents are there, and of what is in them only how long they count. */
export class FirestoreKnownMessages implements KnownMessages {
  readonly #ports: FirestoreKnownMessagesPorts;

  constructor(ports: FirestoreKnownMessagesPorts) {
    this.#ports = ports;
  }

  async find({ stored, answered }: Parameters<KnownMessages['find']>[0]): Promise<ReadonlySet<string>> {
    const { firestore, metrics, clock } = this.#ports;
    const inbox = firestore.collection(collections.inboundMessages);
    const receipts = firestore.collection(collections.commandReceipts);
    const references = [
      ...stored.map((messageSid) => inbox.doc(messageSid)),
      ...answered.map((messageSid) => receipts.doc(messageSid)),
    ];
    if (references.length === 0) return new Set();
    const snapshots = await timedRead(metrics, 'find-known-messages', () =>
      firestore.getAll(...references, { fieldMask: [DELETE_AT] }),
    );
    const known = snapshots.filter((snapshot) => snapshot.exists && !hasExpired(snapshot, clock.now()));
    return new Set(known.map(({ id }) => id));
  }
}
