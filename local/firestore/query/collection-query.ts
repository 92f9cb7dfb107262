import { invalidArgument } from '../protocol/firestore-error.ts';
import type { Cursor, StructuredQuery } from '../protocol/structured-query.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { selectFields } from '../value/field-path.ts';
import { checkQuery } from './check-query.ts';
import { DOCUMENT_NAME } from './document-field.ts';
import { documentFilter, type DocumentFilter } from './document-filter.ts';
import type { DocumentReader } from './document-reader.ts';
import { collectionPathOf, scopeCoversCollection, type QueryScope } from './query-scope.ts';
import { SortOrder, type SortKey } from './sort-order.ts';

interface Row {
  readonly document: StoredDocument;
  readonly key: SortKey;
}

export interface QueryResult {
  readonly documents: readonly StoredDocument[];
  /** How many documents the offset passed over; they are billed as reads. */
  readonly skipped: number;
}

/** A checked, compiled structured query below one parent. */
export class CollectionQuery {
  readonly #query: StructuredQuery;
  readonly #scope: QueryScope;
  readonly #matches: DocumentFilter;
  readonly #order: SortOrder;

  constructor(parentPath: string, query: StructuredQuery) {
    checkQuery(query);
    const [selector] = query.from;
    this.#query = query;
    this.#scope = { parentPath, collectionId: '', allDescendants: false, ...selector };
    this.#matches = query.where === null ? () => true : documentFilter(query.where);
    this.#order = new SortOrder(query);
    for (const cursor of [query.startAt, query.endAt]) {
      if (cursor !== null && cursor.values.length > this.#order.length) {
        throw invalidArgument('A cursor has more values than the query has sort orders.');
      }
    }
  }

  /** Whether a change of this document could change the result. */
  covers(path: string): boolean {
    return scopeCoversCollection(this.#scope, collectionPathOf(path));
  }

  run(reader: DocumentReader): QueryResult {
    const rows: Row[] = [];
    for (const document of reader.documentsIn(this.#scope)) {
      const key = this.#matches(document) ? this.#order.keyOf(document) : undefined;
      if (key !== undefined && this.#isBetweenCursors(key)) rows.push({ document, key });
    }
    rows.sort((left, right) => this.#order.compare(left.key, right.key));
    const { offset, limit } = this.#query;
    const documents = rows.map(({ document }) => document);
    return {
      documents: documents.slice(offset, limit === null ? undefined : offset + limit.value),
      skipped: Math.min(offset, documents.length),
    };
  }

  /** The document with only the fields that the query selects. */
  project(document: StoredDocument): StoredDocument {
    const { select } = this.#query;
    if (select === null) return document;
    const paths = select.fields.map(({ fieldPath }) => fieldPath).filter((path) => path !== DOCUMENT_NAME);
    return { ...document, fields: selectFields(document.fields, paths) };
  }

  #isBetweenCursors(key: SortKey): boolean {
    const { startAt, endAt } = this.#query;
    return (
      (startAt === null || this.#position(key, startAt) >= 0) &&
      (endAt === null || this.#position(key, endAt) < 0)
    );
  }

  /** Negative before the cursor, positive after it: a cursor stands just before or just after the values it names. */
  #position(key: SortKey, cursor: Cursor): number {
    return this.#order.compare(key, cursor.values) || (cursor.before ? 1 : -1);
  }
}
