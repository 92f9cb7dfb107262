import type {
  DocumentData,
  DocumentReference,
  DocumentSnapshot,
  Firestore,
  Query,
  QuerySnapshot,
  Transaction,
} from 'firebase-admin/firestore';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import type { CollectionName } from './collections.ts';

type BufferedWrite = (transaction: Transaction) => void;

interface Read {
  readonly reference: DocumentReference;
  readonly snapshot: PromiseWithResolvers<DocumentSnapshot>;
}

/** One run of a transaction: reads of the same step share one call, a document is read once, writes wait until the work is done. */
export class FirestoreSession {
  readonly #firestore: Firestore;
  readonly #transaction: Transaction;
  readonly #metrics: MetricsCollector;
  readonly #reads = new Map<string, Read>();
  readonly #writes: BufferedWrite[] = [];
  #step: Read[] = [];

  constructor(firestore: Firestore, transaction: Transaction, metrics: MetricsCollector) {
    this.#firestore = firestore;
    this.#transaction = transaction;
    this.#metrics = metrics;
  }

  reference(collection: CollectionName, id: string): DocumentReference {
    return this.#firestore.collection(collection).doc(id);
  }

  collection(collection: CollectionName): Query {
    return this.#firestore.collection(collection);
  }

  read(reference: DocumentReference): Promise<DocumentSnapshot> {
    const known = this.#reads.get(reference.path);
    if (known !== undefined) return known.snapshot.promise;
    const read: Read = { reference, snapshot: Promise.withResolvers() };
    this.#reads.set(reference.path, read);
    if (this.#step.length === 0) queueMicrotask(() => void this.#readStep());
    this.#step.push(read);
    return read.snapshot.promise;
  }

  query(query: Query): Promise<QuerySnapshot> {
    return this.#metrics.timer('firestore.read', {}, () => this.#transaction.get(query));
  }

  create(reference: DocumentReference, data: DocumentData): void {
    this.#writes.push((transaction) => transaction.create(reference, data));
  }

  set(reference: DocumentReference, data: DocumentData): void {
    this.#writes.push((transaction) => transaction.set(reference, data));
  }

  merge(reference: DocumentReference, data: DocumentData): void {
    this.#writes.push((transaction) => transaction.set(reference, data, { merge: true }));
  }

  delete(reference: DocumentReference): void {
    this.#writes.push((transaction) => transaction.delete(reference));
  }

  /** Hands the buffered writes to the transaction; nothing may be read afterwards. */
  flush(): void {
    for (const write of this.#writes) write(this.#transaction);
  }

  async #readStep(): Promise<void> {
    const step = this.#step;
    this.#step = [];
    try {
      const references = step.map(({ reference }) => reference);
      const snapshots = await this.#metrics.timer('firestore.read', {}, () =>
        this.#transaction.getAll(...references),
      );
      for (const [position, snapshot] of snapshots.entries()) step[position]?.snapshot.resolve(snapshot);
    } catch (error) {
      for (const { snapshot } of step) snapshot.reject(error);
    }
  }
}
