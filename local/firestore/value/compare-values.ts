import type { Fields, GeoPoint, Timestamp, Value } from '../protocol/value.ts';
import { compareNumbers } from './compare-numbers.ts';
import { comparePaths, compareStrings } from './compare-strings.ts';

type ValueType = Value['valueType'];

/** https://firebase.google.com/docs/firestore/manage-data/data-types#value_type_ordering */
const TYPE_ORDER: Readonly<Record<ValueType, number>> = {
  nullValue: 0,
  booleanValue: 1,
  integerValue: 2,
  doubleValue: 2,
  timestampValue: 3,
  stringValue: 4,
  bytesValue: 5,
  referenceValue: 6,
  geoPointValue: 7,
  arrayValue: 8,
  mapValue: 9,
};

/** Whether two values may be compared by a range filter: integers and doubles are one kind. */
export function isSameKind(left: Value, right: Value): boolean {
  return TYPE_ORDER[left.valueType] === TYPE_ORDER[right.valueType];
}

/** Firestore's total order over all values. */
export function compareValues(left: Value, right: Value): number {
  switch (left.valueType) {
    case 'nullValue':
      break;
    case 'booleanValue':
      if (right.valueType === 'booleanValue') return Number(left.booleanValue) - Number(right.booleanValue);
      break;
    case 'integerValue':
    case 'doubleValue':
      if (right.valueType === 'integerValue' || right.valueType === 'doubleValue')
        return compareNumbers(left, right);
      break;
    case 'timestampValue':
      if (right.valueType === 'timestampValue')
        return compareTimestamps(left.timestampValue, right.timestampValue);
      break;
    case 'stringValue':
      if (right.valueType === 'stringValue') return compareStrings(left.stringValue, right.stringValue);
      break;
    case 'bytesValue':
      if (right.valueType === 'bytesValue') return Buffer.compare(left.bytesValue, right.bytesValue);
      break;
    case 'referenceValue':
      if (right.valueType === 'referenceValue')
        return comparePaths(left.referenceValue, right.referenceValue);
      break;
    case 'geoPointValue':
      if (right.valueType === 'geoPointValue')
        return compareGeoPoints(left.geoPointValue, right.geoPointValue);
      break;
    case 'arrayValue':
      if (right.valueType === 'arrayValue')
        return compareArrays(left.arrayValue.values, right.arrayValue.values);
      break;
    case 'mapValue':
      if (right.valueType === 'mapValue') return compareMaps(left.mapValue.fields, right.mapValue.fields);
      break;
  }
  return TYPE_ORDER[left.valueType] - TYPE_ORDER[right.valueType];
}

/** Equality as filters and array transforms see it: 1 equals 1.0, and NaN equals NaN. */
export function equalValues(left: Value, right: Value): boolean {
  return compareValues(left, right) === 0;
}

function compareTimestamps(left: Timestamp, right: Timestamp): number {
  return Number(left.seconds) - Number(right.seconds) || left.nanos - right.nanos;
}

function compareGeoPoints(left: GeoPoint, right: GeoPoint): number {
  return left.latitude - right.latitude || left.longitude - right.longitude;
}

function compareArrays(left: readonly Value[], right: readonly Value[]): number {
  for (const [i, value] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    const order = compareValues(value, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareMaps(left: Fields, right: Fields): number {
  const rightEntries = sortedEntries(right);
  for (const [i, [key, value]] of sortedEntries(left).entries()) {
    const other = rightEntries[i];
    if (other === undefined) return 1;
    const order = compareStrings(key, other[0]) || compareValues(value, other[1]);
    if (order !== 0) return order;
  }
  return Object.keys(left).length - rightEntries.length;
}

function sortedEntries(fields: Fields): [string, Value][] {
  return Object.entries(fields).sort(([left], [right]) => compareStrings(left, right));
}
