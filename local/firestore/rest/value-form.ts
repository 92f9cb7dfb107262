import { z } from 'zod';
import {
  array,
  double,
  map,
  NULL,
  reference,
  timestamp,
  type Fields,
  type Timestamp,
  type Value,
} from '../protocol/value.ts';

const FRACTION = /\.(\d{1,9})/;

/** A moment as text, to the nanosecond. */
export const timestampForm = z.iso.datetime({ offset: true }).transform((text): Timestamp => {
  const [, digits = ''] = FRACTION.exec(text) ?? [];
  const seconds = Math.floor(Date.parse(text.replace(FRACTION, '')) / 1000);
  return { seconds: String(seconds), nanos: Number(digits.padEnd(9, '0')) };
});

export const bytesForm = z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64'));

const integerText = z.string().regex(/^-?\d{1,19}$/);
const doubleForm = z.union([
  z.number(),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform((text) => Number(text)),
]);

/** A value in JSON, with no name that Firestore does not know: https://protobuf.dev/programming-guides/json/ */
export const valueForm: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.strictObject({ nullValue: z.null() }).transform(() => NULL),
    z
      .strictObject({ booleanValue: z.boolean() })
      .transform(({ booleanValue }): Value => ({ valueType: 'booleanValue', booleanValue })),
    z
      .strictObject({ integerValue: integerText })
      .transform(({ integerValue }): Value => ({ valueType: 'integerValue', integerValue })),
    z.strictObject({ doubleValue: doubleForm }).transform(({ doubleValue }) => double(doubleValue)),
    z
      .strictObject({ timestampValue: timestampForm })
      .transform(({ timestampValue }) => timestamp(timestampValue)),
    z
      .strictObject({ stringValue: z.string() })
      .transform(({ stringValue }): Value => ({ valueType: 'stringValue', stringValue })),
    z
      .strictObject({ bytesValue: bytesForm })
      .transform(({ bytesValue }): Value => ({ valueType: 'bytesValue', bytesValue })),
    z
      .strictObject({ referenceValue: z.string() })
      .transform(({ referenceValue }) => reference(referenceValue)),
    z
      .strictObject({ geoPointValue: z.strictObject({ latitude: z.number(), longitude: z.number() }) })
      .transform(({ geoPointValue }): Value => ({ valueType: 'geoPointValue', geoPointValue })),
    z.strictObject({ arrayValue: arrayForm }).transform(({ arrayValue }) => array(arrayValue.values)),
    z
      .strictObject({ mapValue: z.strictObject({ fields: fieldsForm }) })
      .transform(({ mapValue }) => map(mapValue.fields)),
  ]),
);

export const arrayForm = z.strictObject({ values: z.array(valueForm).default([]) });
export const fieldsForm: z.ZodType<Fields> = z.record(z.string(), valueForm).default({});

/** Fields in JSON. */
export function fieldsToJson(fields: Fields): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, valueToJson(value)]));
}

export function valueToJson(value: Value): object {
  switch (value.valueType) {
    case 'nullValue':
      return { nullValue: null };
    case 'doubleValue':
      return { doubleValue: doubleToJson(value.doubleValue) };
    case 'timestampValue':
      return { timestampValue: timestampToJson(value.timestampValue) };
    case 'bytesValue':
      return { bytesValue: Buffer.from(value.bytesValue).toString('base64') };
    case 'arrayValue':
      return { arrayValue: { values: value.arrayValue.values.map(valueToJson) } };
    case 'mapValue':
      return { mapValue: { fields: fieldsToJson(value.mapValue.fields) } };
    case 'booleanValue':
      return { booleanValue: value.booleanValue };
    case 'integerValue':
      return { integerValue: value.integerValue };
    case 'stringValue':
      return { stringValue: value.stringValue };
    case 'referenceValue':
      return { referenceValue: value.referenceValue };
    case 'geoPointValue':
      return { geoPointValue: { ...value.geoPointValue } };
  }
}

export function timestampToJson({ seconds, nanos }: Timestamp): string {
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, -'.000Z'.length);
  return `${whole}.${String(nanos).padStart(9, '0')}Z`;
}

function doubleToJson(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
