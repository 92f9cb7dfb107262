/** A moment on the wire: whole seconds since 1970 as a decimal string, and nanoseconds. */
export interface Timestamp {
  readonly seconds: string;
  readonly nanos: number;
}

export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

export type Fields = Readonly<Record<string, Value>>;

/** `google.firestore.v1.Value`; 64-bit integers are decimal strings. */
export type Value =
  | { readonly valueType: 'nullValue'; readonly nullValue: 'NULL_VALUE' }
  | { readonly valueType: 'booleanValue'; readonly booleanValue: boolean }
  | { readonly valueType: 'integerValue'; readonly integerValue: string }
  | { readonly valueType: 'doubleValue'; readonly doubleValue: number }
  | { readonly valueType: 'timestampValue'; readonly timestampValue: Timestamp }
  | { readonly valueType: 'stringValue'; readonly stringValue: string }
  | { readonly valueType: 'bytesValue'; readonly bytesValue: Uint8Array }
  | { readonly valueType: 'referenceValue'; readonly referenceValue: string }
  | { readonly valueType: 'geoPointValue'; readonly geoPointValue: GeoPoint }
  | { readonly valueType: 'arrayValue'; readonly arrayValue: { readonly values: readonly Value[] } }
  | { readonly valueType: 'mapValue'; readonly mapValue: { readonly fields: Fields } };

export const NULL: Value = { valueType: 'nullValue', nullValue: 'NULL_VALUE' };

export function integer(value: bigint | number): Value {
  return { valueType: 'integerValue', integerValue: String(value) };
}

export function double(value: number): Value {
  return { valueType: 'doubleValue', doubleValue: value };
}

export function timestamp(value: Timestamp): Value {
  return { valueType: 'timestampValue', timestampValue: value };
}

export function reference(name: string): Value {
  return { valueType: 'referenceValue', referenceValue: name };
}

export function array(values: readonly Value[]): Value {
  return { valueType: 'arrayValue', arrayValue: { values } };
}

export function map(fields: Fields): Value {
  return { valueType: 'mapValue', mapValue: { fields } };
}
