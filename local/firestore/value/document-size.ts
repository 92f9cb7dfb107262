import type { Fields, Value } from '../protocol/value.ts';

export const MAXIMUM_DOCUMENT_BYTES = 1_048_576;

/** Billed and limited size in bytes: https://firebase.google.com/docs/firestore/storage-size */
export function documentSize(path: string, fields: Fields): number {
  return nameSize(path) + fieldsSize(fields) + 32;
}

function nameSize(path: string): number {
  return path.split('/').reduce((size, segment) => size + textSize(segment), 16);
}

function fieldsSize(fields: Fields): number {
  return Object.entries(fields).reduce((size, [name, value]) => size + textSize(name) + valueSize(value), 0);
}

function textSize(text: string): number {
  return Buffer.byteLength(text) + 1;
}

function valueSize(value: Value): number {
  switch (value.valueType) {
    case 'nullValue':
    case 'booleanValue':
      return 1;
    case 'integerValue':
    case 'doubleValue':
    case 'timestampValue':
      return 8;
    case 'stringValue':
      return textSize(value.stringValue);
    case 'bytesValue':
      return value.bytesValue.length;
    case 'referenceValue':
      return nameSize(value.referenceValue.replace(/^projects\/[^/]+\/databases\/[^/]+\/documents\//, ''));
    case 'geoPointValue':
      return 16;
    case 'arrayValue':
      return value.arrayValue.values.reduce((size, element) => size + valueSize(element), 0);
    case 'mapValue':
      return fieldsSize(value.mapValue.fields);
  }
}
