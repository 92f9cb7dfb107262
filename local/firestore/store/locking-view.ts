import type { CollectionQuery, QueryResult } from '../query/collection-query.ts';
import type { DocumentReader } from '../query/document-reader.ts';
import type { Microseconds } from '../value/timestamp.ts';
import type { CommitClock } from './commit-clock.ts';
import type { ReadView } from './read-view.ts';
import type { StoredDocument } from './stored-document.ts';
import type { Transaction, Transactions } from './transactions.ts';

/** Reads inside a transaction: every document read stays locked until the transaction ends. */
export class LockingView implements ReadView {
  readonly #transaction: Transaction;
  readonly #transactions: Transactions;
  readonly #documents: DocumentReader;
  readonly #clock: CommitClock;

  constructor(
    transaction: Transaction,
    transactions: Transactions,
    documents: DocumentReader,
    clock: CommitClock,
  ) {
    this.#transaction = transaction;
    this.#transactions = transactions;
    this.#documents = documents;
    this.#clock = clock;
  }

  get readTime(): Microseconds {
    return this.#clock.read();
  }

  async document(path: string): Promise<StoredDocument | undefined> {
    await this.#transactions.lock(this.#transaction, path);
    return this.#documents.document(path);
  }

  /** Locks what the query finds; documents that would join the result later are noticed at commit. */
  async query(query: CollectionQuery): Promise<QueryResult> {
    for (const { path } of query.run(this.#documents).documents) {
      await this.#transactions.lock(this.#transaction, path);
    }
    const result = query.run(this.#documents);
    const seen = fingerprint(result);
    this.#transaction.queryChecks.push(() => fingerprint(query.run(this.#documents)) === seen);
    return result;
  }
}

function fingerprint({ documents }: QueryResult): string {
  return JSON.stringify(documents.map(({ path, updateTime }) => [path, updateTime]));
}
