import {
  FieldPath,
  type DocumentSnapshot,
  type Firestore,
  type Query,
  type Transaction,
} from 'firebase-admin/firestore';
import { z } from 'zod';
import { RekeyingUnderWayError } from '../../domain/operating/rekeying-errors.ts';
import type { KeyChange, Rekeying, RekeyingState, StoredMapping } from '../../domain/operating/rekeying.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections } from './collections.ts';
import { address } from './documents/fields.ts';
import {
  isAddressKey,
  fieldsOf,
  rekeyedCollections,
  rekeyedFields,
  type RekeyedCollection,
} from './documents/rekeyed-fields.ts';
import { timedRead } from './timed-read.ts';
import { timedWrite } from './timed-write.ts';

interface FirestoreRekeyingOptions {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
  /** Documents in one transaction. */
  readonly pageSize?: number;
}

const PAGE_SIZE = 200;
const ADDRESS_FIELDS = ['whatsapp_number', 'external_user_id'] as const;

/** Says of a document which change of keys has moved it, until somebody writes it anew. */
const MOVED_BY = 'rekeyed';

const progressSchema = z.object({
  mark: z.string(),
  /** The place in `rekeyedCollections`; behind the last one everything is done. */
  collection: z.number().int().nonnegative(),
  /** The last document of it that was looked at. */
  after: z.string().nullable(),
  passed: z.number().int().nonnegative(),
});

type Progress = z.output<typeof progressSchema>;

/**
 * Goes through the collections in the order of their ids. Each page is changed in one transaction with the note of how far it has come, so
 * that two runs at once take turns. A moved document may be met again under its new id, which its mark tells.
 */
export class FirestoreRekeying implements Rekeying {
  readonly #firestore: Firestore;
  readonly #metrics: MetricsCollector;
  readonly #pageSize: number;

  constructor({ firestore, metrics, pageSize = PAGE_SIZE }: FirestoreRekeyingOptions) {
    this.#firestore = firestore;
    this.#metrics = metrics;
    this.#pageSize = pageSize;
  }

  async find(): Promise<RekeyingState | null> {
    const progress = progressIn(await timedRead(this.#metrics, 'find-rekeying', () => this.#progress.get()));
    return progress && stateOf(progress);
  }

  begin({ mark }: KeyChange): Promise<RekeyingState> {
    return this.#run('begin-rekeying', async (transaction) => {
      const stored = progressIn(await transaction.get(this.#progress));
      if (stored?.mark === mark) return stateOf(stored);
      if (stored !== null && !stateOf(stored).isFinished) throw new RekeyingUnderWayError();
      return this.#save(transaction, { mark, collection: 0, after: null, passed: 0 });
    });
  }

  moveNext(change: KeyChange): Promise<RekeyingState> {
    return this.#run('rekey', async (transaction) => {
      const progress = progressIn(await transaction.get(this.#progress));
      if (progress?.mark !== change.mark) throw new RekeyingUnderWayError();
      const collection = rekeyedCollections[progress.collection];
      if (collection === undefined) return stateOf(progress);
      const { docs } = await transaction.get(this.#pageOf(collection, progress.after));
      const unmoved = docs.filter((document) => document.get(MOVED_BY) !== change.mark);
      for (const document of unmoved) move(transaction, collection, document, change);
      return this.#save(transaction, {
        ...progress,
        ...(docs.length < this.#pageSize
          ? { collection: progress.collection + 1, after: null }
          : { after: docs.at(-1)?.id ?? null }),
        passed: progress.passed + unmoved.length,
      });
    });
  }

  async countDocuments(): Promise<number> {
    const counts = await Promise.all(
      rekeyedCollections.map(({ name }) => this.#count(this.#firestore.collection(name))),
    );
    return sum(counts);
  }

  async countLeftBehind({ mark }: Pick<KeyChange, 'mark'>): Promise<number> {
    const counts = await Promise.all(
      rekeyedCollections
        .filter(({ isKeyed }) => isKeyed)
        .map(async ({ name }) => {
          const all = this.#firestore.collection(name);
          const [stored, moved] = await Promise.all([
            this.#count(all),
            this.#count(all.where(MOVED_BY, '==', mark)),
          ]);
          return Math.max(0, stored - moved);
        }),
    );
    return sum(counts);
  }

  async *mappings(): AsyncGenerator<StoredMapping, void> {
    let after: string | null = null;
    do {
      const page: readonly StoredMapping[] = await this.#mappingsAfter(after);
      yield* page;
      after = page.length < this.#pageSize ? null : (page.at(-1)?.addressKey ?? null);
    } while (after !== null);
  }

  async #mappingsAfter(after: string | null): Promise<readonly StoredMapping[]> {
    const query = this.#page(collections.userMappings, after).select(...ADDRESS_FIELDS);
    const { docs } = await timedRead(this.#metrics, 'list-mappings', () => query.get());
    return docs.map((document) => ({
      addressKey: document.id,
      addresses: ADDRESS_FIELDS.flatMap((field) => address.safeParse(document.get(field)).data ?? []),
    }));
  }

  get #progress() {
    return this.#firestore.collection(collections.state).doc('rekey');
  }

  /** Of a document that stays where it is, only the fields that may change are read. */
  #pageOf(collection: RekeyedCollection, after: string | null): Query {
    const query = this.#page(collection.name, after);
    return collection.isKeyed ? query : query.select(...fieldsOf(collection));
  }

  #page(collection: string, after: string | null): Query {
    const query = this.#firestore
      .collection(collection)
      .orderBy(FieldPath.documentId())
      .limit(this.#pageSize);
    return after === null ? query : query.startAfter(after);
  }

  #save(transaction: Transaction, progress: Progress): RekeyingState {
    transaction.set(this.#progress, progress);
    return stateOf(progress);
  }

  async #count(query: Query): Promise<number> {
    const count = await timedRead(this.#metrics, 'count-documents', () => query.count().get());
    return count.data().count;
  }

  #run(
    operation: string,
    work: (transaction: Transaction) => Promise<RekeyingState>,
  ): Promise<RekeyingState> {
    return timedWrite(this.#metrics, operation, () => this.#firestore.runTransaction(work));
  }
}

function move(
  transaction: Transaction,
  collection: RekeyedCollection,
  document: DocumentSnapshot,
  change: KeyChange,
): void {
  const changes = rekeyedFields(collection, document, (key) => change.moved(key));
  if (collection.isKeyed && isAddressKey(document.id)) {
    const target = document.ref.parent.doc(change.moved(document.id));
    transaction.create(target, { ...document.data(), ...changes, [MOVED_BY]: change.mark });
    transaction.delete(document.ref);
  } else if (Object.keys(changes).length > 0) {
    transaction.update(document.ref, changes);
  }
}

function progressIn(snapshot: DocumentSnapshot): Progress | null {
  const data = snapshot.data();
  return data === undefined ? null : progressSchema.parse(data);
}

function stateOf({ mark, passed, collection }: Progress): RekeyingState {
  return { mark, passed, isFinished: collection >= rekeyedCollections.length };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
