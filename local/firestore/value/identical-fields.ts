import type { Fields, Value } from '../protocol/value.ts';
import { compareValues } from './compare-values.ts';

/** Whether writing one over the other changes nothing: stricter than equality, 1 is not 1.0 and 0 is not -0. */
export function identicalFields(left: Fields, right: Fields): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => identical(left[name], right[name]))
  );
}

function identical(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (left.valueType === 'mapValue' && right.valueType === 'mapValue') {
    return identicalFields(left.mapValue.fields, right.mapValue.fields);
  }
  if (left.valueType === 'arrayValue' && right.valueType === 'arrayValue') {
    const { values } = right.arrayValue;
    return (
      left.arrayValue.values.length === values.length &&
      left.arrayValue.values.every((value, i) => identical(value, values[i]))
    );
  }
  if (left.valueType === 'doubleValue' && right.valueType === 'doubleValue') {
    return Object.is(left.doubleValue, right.doubleValue);
  }
  return left.valueType === right.valueType && compareValues(left, right) === 0;
}
