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

export interface SortedField {
  readonly fieldPath: string;
  readonly direction: 'ASCENDING' | 'DESCENDING';
}

interface SortField {
  readonly field: DocumentField;
  readonly sign: 1 | -1;
}

/** A document's values in the fields a query sorts by. */
export type SortKey = readonly Value[];

/** A query's full order: its own, then the fields of its inequalities, then the document's name. */
export function sortedFields({ orderBy, where }: StructuredQuery): readonly SortedField[] {
  const explicit = orderBy.map(({ field, direction }): SortedField => ({
    fieldPath: field.fieldPath,
    direction: direction === 'DESCENDING' ? direction : 'ASCENDING',
  }));
  const paths = explicit.map(({ fieldPath }) => fieldPath);
  if (paths.includes(DOCUMENT_NAME)) return explicit;
  const direction = explicit.at(-1)?.direction ?? 'ASCENDING';
  return [...explicit, ...implicitPaths(where, paths).map((fieldPath) => ({ fieldPath, direction }))];
}

/** Sorts documents as a query wants them. */
export class SortOrder {
  readonly #fields: readonly SortField[];

  constructor(query: StructuredQuery) {
    this.#fields = sortedFields(query).map(({ fieldPath, direction }) => ({
      field: documentField(fieldPath),
      sign: direction === 'DESCENDING' ? -1 : 1,
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
    for (const [i, { sign }] of this.#fields.entries()) {
      const a = left[i];
      const b = right[i];
      if (a === undefined || b === undefined) return 0;
      const order = compareValues(a, b);
      if (order !== 0) return order * sign;
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
