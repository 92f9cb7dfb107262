import type { CollectionQuery, QueryResult } from '../query/collection-query.ts';
import type { DocumentReader } from '../query/document-reader.ts';
import type { Microseconds } from '../value/timestamp.ts';
import type { StoredDocument } from './stored-document.ts';

/** How one call reads: from a moment, or inside a transaction. */
export interface ReadView {
  readonly readTime: Microseconds;
  document(path: string): Promise<StoredDocument | undefined>;
  query(query: CollectionQuery): Promise<QueryResult>;
}

/** Reads without locks. */
export class SnapshotView implements ReadView {
  readonly readTime: Microseconds;
  readonly #documents: DocumentReader;

  constructor(documents: DocumentReader, readTime: Microseconds) {
    this.#documents = documents;
    this.readTime = readTime;
  }

  document(path: string): Promise<StoredDocument | undefined> {
    return Promise.resolve(this.#documents.document(path));
  }

  query(query: CollectionQuery): Promise<QueryResult> {
    return Promise.resolve(query.run(this.#documents));
  }
}
