import { unimplemented } from '../protocol/firestore-error.ts';
import { array, map, timestamp, type Fields, type Value } from '../protocol/value.ts';

/** Values as the service keeps them: timestamps cut to microseconds. */
export function storableFields(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, storable(value)]));
}

export function storable(value: Value): Value {
  switch (value.valueType) {
    case 'timestampValue': {
      const { seconds, nanos } = value.timestampValue;
      return timestamp({ seconds, nanos: nanos - (nanos % 1000) });
    }
    case 'arrayValue':
      return array(value.arrayValue.values.map(storable));
    case 'mapValue':
      return map(storableFields(value.mapValue.fields));
    case 'nullValue':
    case 'booleanValue':
    case 'integerValue':
    case 'doubleValue':
    case 'stringValue':
    case 'bytesValue':
    case 'referenceValue':
    case 'geoPointValue':
      return value;
    default:
      throw unimplemented(`this kind of value: ${JSON.stringify(value satisfies never)}`);
  }
}
