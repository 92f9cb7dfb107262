import type { Write } from '../protocol/write.ts';
import type { QueryResult } from '../query/collection-query.ts';

/** Calls by RPC method, and documents as Firestore bills them. */
export interface OperationCounts {
  readonly rpcs: Readonly<Record<string, number>>;
  /** Each document returned, found missing or skipped by an offset; a query without results is one read. */
  readonly documentReads: number;
  readonly documentWrites: number;
  readonly documentDeletes: number;
}

const INDEX_ENTRIES_A_READ = 1000;

export class OperationCounter {
  #rpcs = new Map<string, number>();
  #documentReads = 0;
  #documentWrites = 0;
  #documentDeletes = 0;

  snapshot(): OperationCounts {
    return {
      rpcs: Object.fromEntries(this.#rpcs),
      documentReads: this.#documentReads,
      documentWrites: this.#documentWrites,
      documentDeletes: this.#documentDeletes,
    };
  }

  reset(): void {
    this.#rpcs = new Map();
    this.#documentReads = 0;
    this.#documentWrites = 0;
    this.#documentDeletes = 0;
  }

  countRpc(method: string): void {
    this.#rpcs.set(method, (this.#rpcs.get(method) ?? 0) + 1);
  }

  countReads(documents: number): void {
    this.#documentReads += documents;
  }

  countQuery({ documents, skipped }: QueryResult): void {
    this.countReads(Math.max(1, documents.length + skipped));
  }

  countAggregation({ documents, skipped }: QueryResult): void {
    this.countReads(Math.max(1, Math.ceil((documents.length + skipped) / INDEX_ENTRIES_A_READ)));
  }

  /** Counts writes that were committed, whether or not they changed anything. */
  countWrites(writes: readonly Write[]): void {
    const deletes = writes.filter(({ operation }) => operation === 'delete').length;
    this.#documentDeletes += deletes;
    this.#documentWrites += writes.length - deletes;
  }
}
