import type { StoredInstant } from '../documents/stored-instant.ts';

/** https://firebase.google.com/docs/firestore/reference/rest/v1/Value */
export type RestValue = Readonly<Record<string, unknown>>;
export type RestFields = Readonly<Record<string, RestValue>>;

/** Finer than a millisecond, which is cut off. */
class RestInstant implements StoredInstant {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toMillis(): number {
    return Date.parse(this.#text);
  }
}

export function encodeFields(fields: object): RestFields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, encodeValue(value)]));
}

/** As the server client stores it: a whole number that is exact is an integer, a `Date` a timestamp. Throws for what is no data. */
export function encodeValue(value: unknown): RestValue {
  if (value === null) return { nullValue: null };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (typeof value === 'number') return encodeNumber(value);
  if (value instanceof Date) return { timestampValue: value.toISOString() };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(encodeValue) } };
  if (isMap(value)) return { mapValue: { fields: encodeFields(value) } };
  throw new TypeError(`A field of a document cannot hold a value of type ${typeof value}.`);
}

export function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A negative zero, which the REST API does not take, becomes zero; what JSON has no number for goes as a text. */
function encodeNumber(value: number): RestValue {
  if (Number.isSafeInteger(value)) return { integerValue: String(value) };
  return { doubleValue: Number.isFinite(value) ? value : String(value) };
}

export function decodeFields(fields: RestFields = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, decodeValue(value)]));
}

/** References and points, which Linkline never stores, stay as they came. */
export function decodeValue(value: RestValue): unknown {
  const [[kind, content] = []] = Object.entries(value);
  switch (kind) {
    case 'nullValue':
      return null;
    case 'integerValue':
    case 'doubleValue':
      return Number(content);
    case 'timestampValue':
      return new RestInstant(String(content));
    case 'bytesValue':
      return Buffer.from(String(content), 'base64');
    case 'arrayValue':
      // the form that the REST API gives it; an empty one leaves `values` out
      return ((content as { readonly values?: readonly RestValue[] }).values ?? []).map(decodeValue);
    case 'mapValue':
      return decodeFields((content as { readonly fields?: RestFields }).fields);
    case 'stringValue':
    case 'booleanValue':
      return content;
    default:
      return value;
  }
}

export function decodeInstant(text: string): StoredInstant {
  return new RestInstant(text);
}
