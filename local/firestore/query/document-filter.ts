import type { FieldOperator, Filter, UnaryOperator } from '../protocol/structured-query.ts';
import type { Value } from '../protocol/value.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { isNotANumber } from '../value/compare-numbers.ts';
import { compareValues, equalValues, isSameKind } from '../value/compare-values.ts';
import { documentField } from './document-field.ts';

export type DocumentFilter = (document: StoredDocument) => boolean;

/** Compiles a wire filter; a document without the field matches no filter on it, not even a negative one. */
export function documentFilter(filter: Filter): DocumentFilter {
  switch (filter.filterType) {
    case 'compositeFilter': {
      const filters = filter.compositeFilter.filters.map(documentFilter);
      return filter.compositeFilter.op === 'OR'
        ? (document) => filters.some((matches) => matches(document))
        : (document) => filters.every((matches) => matches(document));
    }
    case 'unaryFilter': {
      const matches = UNARY_TESTS[filter.unaryFilter.op];
      const field = documentField(filter.unaryFilter.field.fieldPath);
      return (document) => {
        const value = field(document);
        return value !== undefined && matches(value);
      };
    }
    case 'fieldFilter': {
      const { op, value: operand } = filter.fieldFilter;
      const matches = FIELD_TESTS[op];
      const field = documentField(filter.fieldFilter.field.fieldPath);
      return (document) => {
        const value = field(document);
        return value !== undefined && matches(value, operand);
      };
    }
  }
}

const UNARY_TESTS: Readonly<Record<UnaryOperator, (value: Value) => boolean>> = {
  IS_NULL: isNull,
  IS_NOT_NULL: (value) => !isNull(value),
  IS_NAN: isNotANumber,
  IS_NOT_NAN: (value) => !isNull(value) && !isNotANumber(value),
};

const FIELD_TESTS: Readonly<Record<FieldOperator, (value: Value, operand: Value) => boolean>> = {
  EQUAL: (value, operand) => isComparable(operand) && equalValues(value, operand),
  NOT_EQUAL: (value, operand) => !isNull(value) && !isNull(operand) && !equalValues(value, operand),
  LESS_THAN: (value, operand) => isOrdered(value, operand) && compareValues(value, operand) < 0,
  LESS_THAN_OR_EQUAL: (value, operand) => isOrdered(value, operand) && compareValues(value, operand) <= 0,
  GREATER_THAN: (value, operand) => isOrdered(value, operand) && compareValues(value, operand) > 0,
  GREATER_THAN_OR_EQUAL: (value, operand) => isOrdered(value, operand) && compareValues(value, operand) >= 0,
  IN: (value, operand) => !isNull(value) && comparable(operand).some((one) => equalValues(value, one)),
  NOT_IN: (value, operand) =>
    !isNull(value) &&
    !elements(operand).some(isNull) &&
    !comparable(operand).some((one) => equalValues(value, one)),
  ARRAY_CONTAINS: (value, operand) =>
    !isNull(operand) && elements(value).some((element) => equalValues(element, operand)),
  ARRAY_CONTAINS_ANY: (value, operand) =>
    comparable(operand).some((one) => elements(value).some((element) => equalValues(element, one))),
};

function isNull(value: Value): boolean {
  return value.valueType === 'nullValue';
}

function isOrdered(value: Value, operand: Value): boolean {
  return isSameKind(value, operand) && !isNull(value) && !isNotANumber(value) && !isNotANumber(operand);
}

function elements(value: Value): readonly Value[] {
  return value.valueType === 'arrayValue' ? value.arrayValue.values : [];
}

/** Null and NaN equal nothing, not even themselves: only unary filters find them. */
function isComparable(operand: Value): boolean {
  return !isNull(operand) && !isNotANumber(operand);
}

/** The alternatives that a disjunctive operator can ever match. */
function comparable(operand: Value): readonly Value[] {
  return elements(operand).filter(isComparable);
}
