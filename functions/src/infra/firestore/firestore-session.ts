import type { DocumentData, Query, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { ContentErasure } from '../../domain/messaging/content-erasure.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import type { RetentionConfig } from '../config/retention-config.ts';
import type { CollectionName } from './collections.ts';
import {
  pathOf,
  type DocumentKey,
  type DocumentTransaction,
  type DocumentWrite,
  type ReadDocument,
} from './document-transaction.ts';
import { DocumentTraces } from './document-traces.ts';
import { hasExpired } from './documents/retention.ts';
import { liveDocuments } from './live-documents.ts';

const NOTHING: ReadDocument = { data: () => undefined, get: () => undefined };

interface Read {
  readonly document: DocumentKey;
  readonly found: PromiseWithResolvers<ReadDocument>;
}

export interface FirestoreSessionPorts {
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
  readonly #transaction: DocumentTransaction;
  readonly #metrics: MetricsCollector;
  readonly #clock: Clock;
  readonly #reads = new Map<string, Read>();
  readonly #expired = new Set<string>();
  readonly #traces = new DocumentTraces();
  readonly #writes: DocumentWrite[] = [];
  #step: Read[] = [];

  constructor(ports: FirestoreSessionPorts, transaction: DocumentTransaction) {
    this.retention = ports.retention;
    this.erasure = ports.erasure;
    this.#metrics = ports.metrics;
    this.#clock = ports.clock;
    this.#transaction = transaction;
  }

  /** In their order; for when the work is done. */
  get writes(): readonly DocumentWrite[] {
    return this.#writes;
  }

  collection(collection: CollectionName): Query {
    return this.#transaction.collection(collection);
  }

  read(document: DocumentKey): Promise<ReadDocument> {
    const known = this.#reads.get(pathOf(document));
    if (known !== undefined) return known.found.promise;
    const read: Read = { document, found: Promise.withResolvers() };
    this.#reads.set(pathOf(document), read);
    if (this.#step.length === 0) queueMicrotask(() => void this.#readStep());
    this.#step.push(read);
    return read.found.promise;
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
  create(document: DocumentKey, fields: DocumentData): void {
    this.#write(this.#expired.has(pathOf(document)) ? 'set' : 'create', document, fields);
  }

  set(document: DocumentKey, fields: DocumentData): void {
    this.#write('set', document, fields);
  }

  /** The fields may hold changes: see `field-changes.ts`. */
  merge(document: DocumentKey, fields: DocumentData): void {
    this.#write('merge', document, fields);
  }

  delete(document: DocumentKey): void {
    this.#writes.push({ kind: 'delete', document });
  }

  async #readStep(): Promise<void> {
    const step = this.#step;
    this.#step = [];
    try {
      const documents = await this.#metrics.timer('firestore.read', {}, () =>
        this.#transaction.read(step.map(({ document }) => document)),
      );
      const now = this.#clock.now();
      for (const [position, { document, found }] of step.entries()) {
        const read = documents[position] ?? NOTHING;
        const isExpired = hasExpired(read, now);
        if (isExpired) this.#expired.add(pathOf(document));
        else this.#traces.found({ path: pathOf(document), id: document.id }, read, true);
        found.resolve(isExpired ? NOTHING : read);
      }
    } catch (error) {
      for (const { found } of step) found.reject(error);
    }
  }

  async #get(query: Query) {
    const found = await this.#metrics.timer('firestore.read', {}, () => this.#transaction.query(query));
    for (const document of found.docs) this.#traces.found(document.ref, document, false);
    return found;
  }

  #write(kind: 'create' | 'set' | 'merge', document: DocumentKey, fields: DocumentData): void {
    this.#writes.push({ kind, document, fields: this.#traces.stamped(kind, document, fields) });
  }
}
