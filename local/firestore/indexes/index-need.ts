import type { StructuredQuery } from '../protocol/structured-query.ts';
import { conjunctions, isArrayMembership, type Conjunction, type Operator } from '../query/conjunctions.ts';
import { DOCUMENT_NAME } from '../query/document-field.ts';
import { sortedFields, type SortedField } from '../query/sort-order.ts';

/** What one alternative of a query asks of indexes. */
export interface IndexNeed {
  /** Fields with one value, which come first in an index, in any order and direction. */
  readonly equalities: readonly string[];
  readonly arrayMemberships: readonly string[];
  /** What the entries with these values are sorted by, down to the document's name. */
  readonly order: readonly SortedField[];
}

const EQUALITIES: ReadonlySet<Operator> = new Set(['EQUAL', 'IN', 'IS_NULL', 'IS_NAN']);

export function indexNeeds(query: StructuredQuery): readonly IndexNeed[] {
  const order = upToName(sortedFields(query));
  const alternatives = query.where === null ? [[]] : conjunctions(query.where);
  return alternatives.map((conjunction) => {
    const equalities = fieldsOf(conjunction, (operator) => EQUALITIES.has(operator));
    return {
      equalities,
      arrayMemberships: fieldsOf(conjunction, isArrayMembership),
      order: order.filter(({ fieldPath }) => !equalities.includes(fieldPath)),
    };
  });
}

/** Every index ends in the document's name, so that a test of the name asks for nothing. */
function fieldsOf(conjunction: Conjunction, matches: (operator: Operator) => boolean): readonly string[] {
  const tests = conjunction.filter(({ operator }) => matches(operator));
  return [...new Set(tests.map(({ fieldPath }) => fieldPath))].filter((path) => path !== DOCUMENT_NAME);
}

/** No two documents have one name: nothing after it decides. */
function upToName(order: readonly SortedField[]): readonly SortedField[] {
  return order.slice(0, 1 + order.findIndex(({ fieldPath }) => fieldPath === DOCUMENT_NAME));
}
