import type {
  DocumentData,
  DocumentReference,
  Firestore,
  Query,
  QueryDocumentSnapshot,
  Timestamp,
  Transaction,
} from 'firebase-admin/firestore';
import type { ContentErasure } from '../../domain/messaging/content-erasure.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import type { RetentionConfig } from '../config/retention-config.ts';
import type { CollectionName } from './collections.ts';
import { hasExpired } from './documents/retention.ts';
import { liveDocuments } from './live-documents.ts';

type BufferedWrite = (transaction: Transaction) => void;

/** What was read of a document; one that is missing or has expired has neither data nor a time. */
interface ReadDocument {
  data(): DocumentData | undefined;
  readonly createTime?: Timestamp | undefined;
}

const NOTHING: ReadDocument = { data: () => undefined };

interface Read {
  readonly reference: DocumentReference;
  readonly document: PromiseWithResolvers<ReadDocument>;
}

export interface FirestoreSessionPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
  readonly clock: Clock;
  readonly retention: RetentionConfig;
  readonly erasure: ContentErasure;
}

/**
 * One run of a transaction: reads of the same step share one call, a document is read once, writes wait until the work is done. What has
 * expired is not there, whether or not Firestore has deleted it yet.
 */
export class FirestoreSession {
  readonly retention: RetentionConfig;
  readonly erasure: ContentErasure;
  readonly #firestore: Firestore;
  readonly #transaction: Transaction;
  readonly #metrics: MetricsCollector;
  readonly #clock: Clock;
  readonly #reads = new Map<string, Read>();
  readonly #expired = new Set<string>();
  readonly #writes: BufferedWrite[] = [];
  #step: Read[] = [];

  constructor(ports: FirestoreSessionPorts, transaction: Transaction) {
    this.retention = ports.retention;
    this.erasure = ports.erasure;
    this.#firestore = ports.firestore;
    this.#metrics = ports.metrics;
    this.#clock = ports.clock;
    this.#transaction = transaction;
  }

  reference(collection: CollectionName, id: string): DocumentReference {
    return this.#firestore.collection(collection).doc(id);
  }

  collection(collection: CollectionName): Query {
    return this.#firestore.collection(collection);
  }

  read(reference: DocumentReference): Promise<ReadDocument> {
    const known = this.#reads.get(reference.path);
    if (known !== undefined) return known.document.promise;
    const read: Read = { reference, document: Promise.withResolvers() };
    this.#reads.set(reference.path, read);
    if (this.#step.length === 0) queueMicrotask(() => void this.#readStep());
    this.#step.push(read);
    return read.document.promise;
  }

  /** A `select` must name `delete_at`. */
  async query(query: Query): Promise<{ readonly docs: readonly QueryDocumentSnapshot[] }> {
    const { docs } = await this.#get(query);
    const now = this.#clock.now();
    return { docs: docs.filter((document) => !hasExpired(document, now)) };
  }

  /** For those who must find all that is held. */
  async queryWithExpired(query: Query): Promise<readonly QueryDocumentSnapshot[]> {
    return (await this.#get(query)).docs;
  }

  /** Null where the query finds nothing. A `select` must name `delete_at` and what the query is ordered by. */
  async first(query: Query): Promise<QueryDocumentSnapshot | null> {
    const bounds = { limit: 1, now: this.#clock.now() };
    const [first] = await liveDocuments(query, bounds, (page) => this.#get(page));
    return first ?? null;
  }

  /** Takes the place of a document that this session found expired. */
  create(reference: DocumentReference, data: DocumentData): void {
    if (this.#expired.has(reference.path)) this.set(reference, data);
    else this.#writes.push((transaction) => transaction.create(reference, data));
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
      const now = this.#clock.now();
      for (const [position, snapshot] of snapshots.entries()) {
        const isExpired = hasExpired(snapshot, now);
        if (isExpired) this.#expired.add(snapshot.ref.path);
        step[position]?.document.resolve(isExpired ? NOTHING : snapshot);
      }
    } catch (error) {
      for (const { document } of step) document.reject(error);
    }
  }

  #get(query: Query) {
    return this.#metrics.timer('firestore.read', {}, () => this.#transaction.get(query));
  }
}
