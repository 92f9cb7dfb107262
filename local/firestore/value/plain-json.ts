import type { Fields, Value } from '../protocol/value.ts';
import { fromTimestamp, toIsoString } from './timestamp.ts';

export type PlainJson = string | number | boolean | null | readonly PlainJson[] | PlainJsonObject;

export interface PlainJsonObject {
  readonly [name: string]: PlainJson;
}

/** Fields for people to read: timestamps in ISO 8601, bytes in base64, references as document paths. */
export function toPlainJson(fields: Fields): PlainJsonObject {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));
}

function plain(value: Value): PlainJson {
  switch (value.valueType) {
    case 'nullValue':
      return null;
    case 'booleanValue':
      return value.booleanValue;
    case 'integerValue':
      return plainNumber(Number(value.integerValue), value.integerValue);
    case 'doubleValue':
      return Number.isFinite(value.doubleValue) ? value.doubleValue : String(value.doubleValue);
    case 'timestampValue':
      return toIsoString(fromTimestamp(value.timestampValue));
    case 'stringValue':
      return value.stringValue;
    case 'bytesValue':
      return Buffer.from(value.bytesValue).toString('base64');
    case 'referenceValue':
      return value.referenceValue.replace(/^projects\/[^/]+\/databases\/[^/]+\/documents\//, '');
    case 'geoPointValue':
      return { latitude: value.geoPointValue.latitude, longitude: value.geoPointValue.longitude };
    case 'arrayValue':
      return value.arrayValue.values.map(plain);
    case 'mapValue':
      return toPlainJson(value.mapValue.fields);
  }
}

function plainNumber(number: number, digits: string): PlainJson {
  return Number.isSafeInteger(number) ? number : digits;
}
