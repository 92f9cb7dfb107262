import { FirestoreError } from '../protocol/firestore-error.ts';
import type { DocumentReader } from '../query/document-reader.ts';
import { collectionPathOf, scopeCoversCollection, type QueryScope } from '../query/query-scope.ts';
import type { Microseconds } from '../value/timestamp.ts';
import type { CommittedChange, StoredDocument } from './stored-document.ts';

const HISTORY_MICROSECONDS = 3600e6;

/** The current documents of one database, and an hour of history to read the past from. */
export class DocumentStore implements DocumentReader {
  readonly #collections = new Map<string, Map<string, StoredDocument>>();
  #history: CommittedChange[] = [];
  #forgottenUntil: Microseconds = 0;

  document(path: string): StoredDocument | undefined {
    return this.#collections.get(collectionPathOf(path))?.get(path);
  }

  *documentsIn(scope: QueryScope): Iterable<StoredDocument> {
    for (const [path, documents] of this.#collections) {
      if (scopeCoversCollection(scope, path)) yield* documents.values();
    }
  }

  record(changes: readonly CommittedChange[]): void {
    for (const change of changes) {
      this.#replace(change.path, change.after);
      this.#history.push(change);
    }
    this.#forget((changes.at(-1)?.time ?? 0) - HISTORY_MICROSECONDS);
  }

  /** The documents as they were at a moment; throws FAILED_PRECONDITION beyond the kept hour. */
  at(time: Microseconds): DocumentReader {
    if (time < this.#forgottenUntil) {
      throw new FirestoreError('FAILED_PRECONDITION', 'The requested snapshot version is too old.');
    }
    const undone = new Map<string, StoredDocument | undefined>();
    for (let i = this.#history.length - 1; i >= 0; i--) {
      const change = this.#history[i];
      if (change === undefined || change.time <= time) break;
      undone.set(change.path, change.before);
    }
    return new PastDocuments(this, undone);
  }

  #replace(path: string, document: StoredDocument | undefined): void {
    const collectionPath = collectionPathOf(path);
    const documents = this.#collections.get(collectionPath) ?? new Map<string, StoredDocument>();
    if (document === undefined) documents.delete(path);
    else documents.set(path, document);
    if (documents.size === 0) this.#collections.delete(collectionPath);
    else this.#collections.set(collectionPath, documents);
  }

  /** Drops history in bulk, once its older half has expired, so that each commit pays little for it. */
  #forget(expired: Microseconds): void {
    const middle = this.#history[this.#history.length >> 1];
    if (middle === undefined || middle.time >= expired) return;
    this.#history = this.#history.filter(({ time }) => time >= expired);
    this.#forgottenUntil = expired;
  }
}

/** The current documents with later changes undone. */
class PastDocuments implements DocumentReader {
  readonly #current: DocumentReader;
  readonly #undone: ReadonlyMap<string, StoredDocument | undefined>;

  constructor(current: DocumentReader, undone: ReadonlyMap<string, StoredDocument | undefined>) {
    this.#current = current;
    this.#undone = undone;
  }

  document(path: string): StoredDocument | undefined {
    return this.#undone.has(path) ? this.#undone.get(path) : this.#current.document(path);
  }

  *documentsIn(scope: QueryScope): Iterable<StoredDocument> {
    for (const document of this.#current.documentsIn(scope)) {
      if (!this.#undone.has(document.path)) yield document;
    }
    for (const [path, document] of this.#undone) {
      if (document !== undefined && scopeCoversCollection(scope, collectionPathOf(path))) yield document;
    }
  }
}
