import type { Value } from '../protocol/value.ts';

export type NumberValue = Extract<Value, { valueType: 'integerValue' | 'doubleValue' }>;

export function isNumber(value: Value | undefined): value is NumberValue {
  return value?.valueType === 'integerValue' || value?.valueType === 'doubleValue';
}

export function isNotANumber(value: Value): boolean {
  return value.valueType === 'doubleValue' && Number.isNaN(value.doubleValue);
}

/** The nearest double; 64-bit integers beyond 2^53 lose precision. */
export function toNumber(value: NumberValue): number {
  return value.valueType === 'integerValue' ? Number(value.integerValue) : value.doubleValue;
}

/** Exact across 64-bit integers and doubles; NaN sorts before every number and equals itself. */
export function compareNumbers(left: NumberValue, right: NumberValue): number {
  const a = toNumber(left);
  const b = toNumber(right);
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  if (a !== b || Math.abs(a) < Number.MAX_SAFE_INTEGER || !Number.isFinite(a))
    return Number(a > b) - Number(a < b);
  const difference = toInteger(left) - toInteger(right);
  return Number(difference > 0n) - Number(difference < 0n);
}

function toInteger(value: NumberValue): bigint {
  return value.valueType === 'integerValue' ? BigInt(value.integerValue) : BigInt(value.doubleValue);
}
