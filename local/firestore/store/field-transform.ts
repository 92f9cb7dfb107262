import { invalidArgument } from '../protocol/firestore-error.ts';
import { array, double, integer, NULL, timestamp, type Value } from '../protocol/value.ts';
import type { FieldTransform } from '../protocol/write.ts';
import { isNotANumber, isNumber, toNumber } from '../value/compare-numbers.ts';
import { compareValues, equalValues } from '../value/compare-values.ts';
import { storable } from '../value/storable-fields.ts';
import { toTimestamp, type Microseconds } from '../value/timestamp.ts';

const LARGEST_INTEGER = 2n ** 63n - 1n;
const SMALLEST_INTEGER = -(2n ** 63n);
const MICROSECONDS_A_MILLISECOND = 1000;

export interface TransformOutcome {
  readonly value: Value;
  /** What the client is told; array transforms tell nothing. */
  readonly result: Value;
}

export function applyTransform(
  current: Value | undefined,
  transform: FieldTransform,
  time: Microseconds,
): TransformOutcome {
  switch (transform.transformType) {
    case 'setToServerValue':
      return told(timestamp(toTimestamp(time - (time % MICROSECONDS_A_MILLISECOND))));
    case 'increment':
      return told(sum(current, transform.increment));
    case 'maximum':
      return told(extreme(current, transform.maximum, 1));
    case 'minimum':
      return told(extreme(current, transform.minimum, -1));
    case 'appendMissingElements':
      return { value: append(current, transform.appendMissingElements.values.map(storable)), result: NULL };
    case 'removeAllFromArray':
      return { value: remove(current, transform.removeAllFromArray.values), result: NULL };
    default:
      throw invalidArgument(
        `A field transform names no operation: ${JSON.stringify(transform satisfies never)}`,
      );
  }
}

function told(value: Value): TransformOutcome {
  return { value, result: value };
}

function sum(current: Value | undefined, operand: Value): Value {
  if (!isNumber(operand)) throw invalidArgument('increment needs a number.');
  if (!isNumber(current)) return operand;
  if (current.valueType === 'integerValue' && operand.valueType === 'integerValue') {
    return integer(saturated(BigInt(current.integerValue) + BigInt(operand.integerValue)));
  }
  return double(toNumber(current) + toNumber(operand));
}

function saturated(value: bigint): bigint {
  if (value > LARGEST_INTEGER) return LARGEST_INTEGER;
  return value < SMALLEST_INTEGER ? SMALLEST_INTEGER : value;
}

function extreme(current: Value | undefined, operand: Value, direction: 1 | -1): Value {
  if (!isNumber(operand)) throw invalidArgument('maximum and minimum need a number.');
  if (!isNumber(current) || isNotANumber(operand)) return operand;
  return compareValues(current, operand) * direction >= 0 || isNotANumber(current) ? current : operand;
}

function append(current: Value | undefined, additions: readonly Value[]): Value {
  const values = [...elements(current)];
  for (const addition of additions) {
    if (!values.some((value) => equalValues(value, addition))) values.push(addition);
  }
  return array(values);
}

function remove(current: Value | undefined, removals: readonly Value[]): Value {
  return array(elements(current).filter((value) => !removals.some((removal) => equalValues(value, removal))));
}

function elements(value: Value | undefined): readonly Value[] {
  return value?.valueType === 'arrayValue' ? value.arrayValue.values : [];
}
