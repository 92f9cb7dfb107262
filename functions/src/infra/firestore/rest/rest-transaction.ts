import type { Query, QuerySnapshot } from 'firebase-admin/firestore';
import type {
  DocumentKey,
  DocumentTransaction,
  DocumentWrite,
  ReadDocument,
} from '../document-transaction.ts';
import { QueryUnsupportedError } from './query-unsupported-error.ts';
import type { BegunTransaction, RestFirestore } from './rest-firestore.ts';

/** One run of a transaction. Its first read begins it, so that an ordinary one takes two calls. */
export class RestTransaction implements DocumentTransaction {
  readonly #firestore: RestFirestore;
  readonly #former: string | null;
  #begun: Promise<BegunTransaction> | undefined;

  /** `former` is the run that lost, where this one repeats it. */
  constructor(firestore: RestFirestore, former: string | null) {
    this.#firestore = firestore;
    this.#former = former;
  }

  async read(documents: readonly DocumentKey[]): Promise<readonly ReadDocument[]> {
    if (this.#begun === undefined) {
      this.#begun = this.#firestore.begin(documents, this.#former);
      return (await this.#begun).documents;
    }
    const { transaction } = await this.#begun;
    return this.#firestore.read(documents, transaction);
  }

  /** Throws `QueryUnsupportedError`. */
  collection(): Query {
    throw new QueryUnsupportedError();
  }

  query(): Promise<QuerySnapshot> {
    throw new QueryUnsupportedError();
  }

  /** Where only was read too: what was read is locked until then. */
  async commit(writes: readonly DocumentWrite[]): Promise<void> {
    const { transaction = null } = (await this.#begun) ?? {};
    if (transaction !== null || writes.length > 0) await this.#firestore.commit(writes, transaction);
  }

  /** As well as it can: locks that it leaves go by themselves in the end. Returns what the next run wants to know as `former`. */
  async rollBack(): Promise<string | null> {
    const begun = await this.#begun?.catch(() => undefined);
    if (begun === undefined) return this.#former;
    await this.#firestore.rollback(begun.transaction).catch(() => undefined);
    return begun.transaction;
  }
}
