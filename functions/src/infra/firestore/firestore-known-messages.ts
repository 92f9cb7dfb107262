import type { Firestore } from 'firebase-admin/firestore';
import type { KnownMessages } from '../../domain/messaging/known-messages.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections } from './collections.ts';
import { timedRead } from './timed-read.ts';

interface FirestoreKnownMessagesPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
}

/** One call that asks whether the documents are there, and for nothing that is in them. */
export class FirestoreKnownMessages implements KnownMessages {
  readonly #ports: FirestoreKnownMessagesPorts;

  constructor(ports: FirestoreKnownMessagesPorts) {
    this.#ports = ports;
  }

  async find({ stored, answered }: Parameters<KnownMessages['find']>[0]): Promise<ReadonlySet<string>> {
    const { firestore, metrics } = this.#ports;
    const inbox = firestore.collection(collections.inboundMessages);
    const receipts = firestore.collection(collections.commandReceipts);
    const references = [
      ...stored.map((messageSid) => inbox.doc(messageSid)),
      ...answered.map((messageSid) => receipts.doc(messageSid)),
    ];
    if (references.length === 0) return new Set();
    const snapshots = await timedRead(metrics, 'find-known-messages', () =>
      firestore.getAll(...references, { fieldMask: [] }),
    );
    return new Set(snapshots.filter(({ exists }) => exists).map(({ id }) => id));
  }
}
