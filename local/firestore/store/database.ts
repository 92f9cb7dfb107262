import { contention, invalidArgument } from '../protocol/firestore-error.ts';
import type { ConsistencySelector, TransactionOptions } from '../protocol/requests.ts';
import type { Write } from '../protocol/write.ts';
import type { DocumentReader } from '../query/document-reader.ts';
import { fromTimestamp, type Microseconds } from '../value/timestamp.ts';
import { applyWrites, type AppliedWrite } from './apply-writes.ts';
import { CommitClock } from './commit-clock.ts';
import { DocumentStore } from './document-store.ts';
import { locateWrite, type LocatedWrite } from './locate-write.ts';
import { LockTable } from './lock-table.ts';
import { LockingView } from './locking-view.ts';
import { SnapshotView, type ReadView } from './read-view.ts';
import type { DatabaseName } from './resource-name.ts';
import { ResourceNames } from './resource-names.ts';
import type { CommittedChange } from './stored-document.ts';
import { Transactions, type Transaction } from './transactions.ts';

export interface DatabaseOptions {
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  readonly createId: () => string;
  readonly lockTimeoutMs: number;
  readonly transactionIdleMs: number;
}

export interface CommitOutcome {
  readonly time: Microseconds;
  readonly results: readonly AppliedWrite[];
}

export type ChangeListener = (changes: readonly CommittedChange[], database: Database) => void;

/** One Firestore database: documents, transactions that isolate, and a feed of what commits change. */
export class Database {
  readonly name: DatabaseName;
  readonly names: ResourceNames;
  readonly #clock: CommitClock;
  readonly #locks: LockTable;
  readonly #transactions: Transactions;
  readonly #listeners = new Set<ChangeListener>();
  #store = new DocumentStore();

  constructor(name: DatabaseName, options: DatabaseOptions) {
    this.name = name;
    this.names = new ResourceNames(name);
    this.#clock = new CommitClock(options.now);
    this.#locks = new LockTable(options.lockTimeoutMs);
    this.#transactions = new Transactions({
      locks: this.#locks,
      idleMs: options.transactionIdleMs,
      createId: options.createId,
    });
  }

  /** What is stored now. */
  get documents(): DocumentReader {
    return this.#store;
  }

  get readTime(): Microseconds {
    return this.#clock.read();
  }

  /** The way to read that a request asks for, with the id of the transaction it starts, if it does. */
  read(selector: ConsistencySelector): { view: ReadView; newTransaction?: Uint8Array } {
    switch (selector.consistencySelector) {
      case 'transaction':
        return { view: this.#viewOf(this.#transactions.find(selector.transaction)) };
      case 'newTransaction': {
        const transaction = this.#begin(selector.newTransaction);
        return { view: this.#viewOf(transaction), newTransaction: Buffer.from(transaction.id) };
      }
      case 'readTime':
        return { view: this.#snapshotAt(fromTimestamp(selector.readTime)) };
      default:
        return { view: new SnapshotView(this.#store, this.#clock.read()) };
    }
  }

  /** The documents of the moment that a listing asks for; listings take part in no transaction. */
  documentsFor(selector: ConsistencySelector): DocumentReader {
    return selector.consistencySelector === 'readTime'
      ? this.#store.at(fromTimestamp(selector.readTime))
      : this.#store;
  }

  begin(options: TransactionOptions): Uint8Array {
    return Buffer.from(this.#begin(options).id);
  }

  rollback(transaction: Uint8Array): void {
    this.#transactions.end(this.#transactions.find(transaction));
  }

  /** Applies all writes or none. Waits for the locks of others; the transaction, if any, is over afterwards. */
  async commit(writes: readonly Write[], transactionId?: Uint8Array): Promise<CommitOutcome> {
    const transaction = transactionId && this.#transactions.find(transactionId);
    const owner = transaction ?? {};
    try {
      if (transaction?.readTime !== undefined && writes.length > 0) {
        throw invalidArgument('Cannot modify entities in a read-only transaction.');
      }
      const located = writes.map((write) => locateWrite(this.names, write));
      const paths = [...new Set(located.map(({ path }) => path))].sort();
      for (const path of paths) await this.#locks.acquire(owner, path);
      if (transaction !== undefined) this.#assertUndisturbed(transaction);
      return this.#apply(located);
    } finally {
      if (transaction === undefined) this.#locks.releaseAll(owner);
      else this.#transactions.end(transaction);
    }
  }

  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Drops every document; open transactions end. */
  clear(): void {
    this.#transactions.endAll();
    this.#store = new DocumentStore();
  }

  /** Ends every transaction and fails whatever waits for one. */
  close(): void {
    this.#transactions.endAll();
    this.#locks.clear();
  }

  #begin({ readOnly }: TransactionOptions): Transaction {
    if (readOnly === undefined) return this.#transactions.begin(undefined);
    const { readTime } = readOnly;
    return this.#transactions.begin(readTime ? fromTimestamp(readTime) : this.#clock.read());
  }

  #viewOf(transaction: Transaction): ReadView {
    return transaction.readTime === undefined
      ? new LockingView(transaction, this.#transactions, this.#store, this.#clock)
      : this.#snapshotAt(transaction.readTime);
  }

  #snapshotAt(time: Microseconds): ReadView {
    if (time > this.#clock.read()) throw invalidArgument('A read time cannot be in the future.');
    return new SnapshotView(this.#store.at(time), time);
  }

  #assertUndisturbed(transaction: Transaction): void {
    this.#transactions.assertOpen(transaction);
    if (!transaction.queryChecks.every((check) => check())) throw contention();
  }

  #apply(writes: readonly LocatedWrite[]): CommitOutcome {
    const time = this.#clock.commit();
    const { results, changes } = applyWrites(this.#store, writes, time);
    this.#store.record(changes);
    if (changes.length > 0) for (const listener of this.#listeners) listener(changes, this);
    return { time, results };
  }
}
