import { invalidArgument, unimplemented } from '../protocol/firestore-error.ts';
import type { Filter, StructuredQuery } from '../protocol/structured-query.ts';
import { conjunctions, DISJUNCTIVE_OPERATORS, isArrayMembership, type Operator } from './conjunctions.ts';

const MAXIMUM_DISJUNCTIONS = 30;
const NEGATIONS: readonly Operator[] = ['NOT_EQUAL', 'NOT_IN', 'IS_NOT_NAN', 'IS_NOT_NULL'];

/** Throws INVALID_ARGUMENT for what Firestore refuses, UNIMPLEMENTED for what only this server does. */
export function checkQuery(query: StructuredQuery): void {
  if (query.findNearest !== null) throw unimplemented('findNearest');
  if (query.from.length !== 1) throw invalidArgument('A query reads exactly one collection selector.');
  if (query.offset < 0 || (query.limit?.value ?? 0) < 0) {
    throw invalidArgument('A limit or offset cannot be negative.');
  }
  checkOrder(query);
  checkOperators(query.where);
}

function checkOrder(query: StructuredQuery): void {
  const paths = query.orderBy.map((order) => order.field.fieldPath);
  const repeated = paths.find((path, i) => paths.indexOf(path) !== i);
  if (repeated !== undefined) {
    throw invalidArgument(`order by clause cannot contain duplicate fields ${repeated}`);
  }
}

function checkOperators(where: Filter | null): void {
  if (where === null) return;
  const alternatives = conjunctions(where);
  if (alternatives.length > MAXIMUM_DISJUNCTIONS) {
    throw invalidArgument(
      `A query may have up to ${MAXIMUM_DISJUNCTIONS} disjunctions; this one has ${alternatives.length}.`,
    );
  }
  if (alternatives.some((tests) => tests.filter(({ operator }) => isArrayMembership(operator)).length > 1)) {
    throw invalidArgument("A maximum of 1 'ARRAY_CONTAINS' filter is allowed per disjunction.");
  }
  const operators = leaves(where);
  if (operators.filter((operator) => NEGATIONS.includes(operator)).length > 1) {
    throw invalidArgument(`Only a single ${NEGATIONS.join(', ')} filter is allowed per query.`);
  }
  const isDisjunctive =
    alternatives.length > 1 || operators.some((operator) => DISJUNCTIVE_OPERATORS.has(operator));
  if (operators.includes('NOT_IN') && isDisjunctive) {
    throw invalidArgument("'NOT_IN' cannot be used with 'IN', 'ARRAY_CONTAINS_ANY' or 'OR'.");
  }
}

function leaves(filter: Filter): readonly Operator[] {
  switch (filter.filterType) {
    case 'unaryFilter':
      return [filter.unaryFilter.op];
    case 'fieldFilter':
      return [filter.fieldFilter.op];
    case 'compositeFilter':
      return filter.compositeFilter.filters.flatMap(leaves);
  }
}
