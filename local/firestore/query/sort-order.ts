import type { Filter, StructuredQuery } from '../protocol/structured-query.ts';
import type { Value } from '../protocol/value.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { compareStrings } from '../value/compare-strings.ts';
import { compareValues } from '../value/compare-values.ts';
import { DOCUMENT_NAME, documentField, type DocumentField } from './document-field.ts';

const INEQUALITIES: ReadonlySet<string> = new Set([
  'LESS_THAN',
  'LESS_THAN_OR_EQUAL',
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUAL',
  'NOT_EQUAL',
  'NOT_IN',
  'IS_NOT_NULL',
  'IS_NOT_NAN',
]);

interface SortField {
  readonly field: DocumentField;
  readonly direction: 1 | -1;
}

/** A document's values in the fields a query sorts by. */
export type SortKey = readonly Value[];

/** A query's full order: its own, then the fields of its inequalities, then the document's name. */
export class SortOrder {
  readonly #fields: readonly SortField[];

  constructor(query: StructuredQuery) {
    const paths = query.orderBy.map((order) => order.field.fieldPath);
    const directions = query.orderBy.map((order) => (order.direction === 'DESCENDING' ? -1 : 1));
    const implicit = paths.includes(DOCUMENT_NAME) ? [] : implicitPaths(query.where, paths);
    this.#fields = [...paths, ...implicit].map((path, i) => ({
      field: documentField(path),
      direction: directions[i] ?? directions.at(-1) ?? 1,
    }));
  }

  get length(): number {
    return this.#fields.length;
  }

  /** Undefined where the document lacks one of the fields: such a document is no result. */
  keyOf(document: StoredDocument): SortKey | undefined {
    const key: Value[] = [];
    for (const { field } of this.#fields) {
      const value = field(document);
      if (value === undefined) return undefined;
      key.push(value);
    }
    return key;
  }

  /** Compares as many fields as the right side gives: cursors may be prefixes. */
  compare(left: SortKey, right: SortKey): number {
    for (const [i, { direction }] of this.#fields.entries()) {
      const a = left[i];
      const b = right[i];
      if (a === undefined || b === undefined) return 0;
      const order = compareValues(a, b);
      if (order !== 0) return order * direction;
    }
    return 0;
  }
}

function implicitPaths(where: Filter | null, explicit: readonly string[]): readonly string[] {
  const paths = where === null ? [] : [...new Set(inequalityPaths(where))].sort(compareStrings);
  return [...paths.filter((path) => path !== DOCUMENT_NAME && !explicit.includes(path)), DOCUMENT_NAME];
}

function inequalityPaths(filter: Filter): readonly string[] {
  switch (filter.filterType) {
    case 'compositeFilter':
      return filter.compositeFilter.filters.flatMap(inequalityPaths);
    case 'unaryFilter':
      return INEQUALITIES.has(filter.unaryFilter.op) ? [filter.unaryFilter.field.fieldPath] : [];
    case 'fieldFilter':
      return INEQUALITIES.has(filter.fieldFilter.op) ? [filter.fieldFilter.field.fieldPath] : [];
  }
}
