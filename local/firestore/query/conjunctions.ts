import type { FieldOperator, Filter, UnaryOperator } from '../protocol/structured-query.ts';

export type Operator = FieldOperator | UnaryOperator;

export interface FieldTest {
  readonly fieldPath: string;
  readonly operator: Operator;
}

/** Tests that must hold together. */
export type Conjunction = readonly FieldTest[];

/** Operators that stand for one alternative a value. */
export const DISJUNCTIVE_OPERATORS: ReadonlySet<Operator> = new Set(['IN', 'ARRAY_CONTAINS_ANY']);

/** The filter in disjunctive normal form: Firestore runs each alternative as a query of its own. */
export function conjunctions(filter: Filter): readonly Conjunction[] {
  switch (filter.filterType) {
    case 'unaryFilter': {
      const { op, field } = filter.unaryFilter;
      return [[{ fieldPath: field.fieldPath, operator: op }]];
    }
    case 'fieldFilter': {
      const { op, field, value } = filter.fieldFilter;
      const isDisjunctive = DISJUNCTIVE_OPERATORS.has(op) && value.valueType === 'arrayValue';
      const length = isDisjunctive ? value.arrayValue.values.length : 1;
      const test = { fieldPath: field.fieldPath, operator: op };
      return Array.from({ length: Math.max(length, 1) }, () => [test]);
    }
    case 'compositeFilter': {
      const operands = filter.compositeFilter.filters.map(conjunctions);
      if (filter.compositeFilter.op === 'OR') return operands.flat();
      return operands.reduce((left, right) => left.flatMap((a) => right.map((b) => [...a, ...b])), [[]]);
    }
  }
}

export function isArrayMembership(operator: Operator): boolean {
  return operator.startsWith('ARRAY_CONTAINS');
}
