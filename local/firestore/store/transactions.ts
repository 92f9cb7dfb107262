import { contention, invalidArgument } from '../protocol/firestore-error.ts';
import type { Microseconds } from '../value/timestamp.ts';
import type { LockTable } from './lock-table.ts';

export interface Transaction {
  readonly id: string;
  /** Set for a read-only transaction, which reads this moment and takes no locks. */
  readonly readTime: Microseconds | undefined;
  /** Whether what the transaction's queries found is still what is stored. */
  readonly queryChecks: (() => boolean)[];
}

export interface TransactionsOptions {
  readonly locks: LockTable;
  readonly idleMs: number;
  readonly createId: () => string;
}

interface OpenTransaction {
  readonly transaction: Transaction;
  readonly idleTimer: NodeJS.Timeout;
}

/** The open transactions of one database and their locks; one that is not used for a while ends by itself. */
export class Transactions {
  readonly #open = new Map<string, OpenTransaction>();
  readonly #options: TransactionsOptions;

  constructor(options: TransactionsOptions) {
    this.#options = options;
  }

  begin(readTime: Microseconds | undefined): Transaction {
    const transaction: Transaction = { id: this.#options.createId(), readTime, queryChecks: [] };
    const idleTimer = setTimeout(() => this.end(transaction), this.#options.idleMs).unref();
    this.#open.set(transaction.id, { transaction, idleTimer });
    return transaction;
  }

  find(id: Uint8Array): Transaction {
    const entry = this.#open.get(Buffer.from(id).toString());
    if (entry === undefined) {
      throw invalidArgument('The referenced transaction has expired or is no longer valid.');
    }
    entry.idleTimer.refresh();
    return entry.transaction;
  }

  /** Locks a document for the transaction; when that fails, the transaction is over. */
  async lock(transaction: Transaction, path: string): Promise<void> {
    try {
      this.assertOpen(transaction);
      await this.#options.locks.acquire(transaction, path);
    } catch (error) {
      this.end(transaction);
      throw error;
    }
  }

  /** Throws ABORTED once the transaction has ended, which can happen while it waits. */
  assertOpen(transaction: Transaction): void {
    if (!this.#open.has(transaction.id)) throw contention();
  }

  end(transaction: Transaction): void {
    clearTimeout(this.#open.get(transaction.id)?.idleTimer);
    this.#open.delete(transaction.id);
    this.#options.locks.releaseAll(transaction);
  }

  endAll(): void {
    for (const { transaction } of this.#open.values()) this.end(transaction);
  }
}
