import * as fc from 'fast-check';

/** A value as the generated client takes it; 64-bit integers are decimal strings. */
export interface WireValue {
  readonly nullValue?: 'NULL_VALUE';
  readonly booleanValue?: boolean;
  readonly integerValue?: string;
  readonly doubleValue?: number;
  readonly stringValue?: string;
  readonly bytesValue?: Uint8Array;
  readonly timestampValue?: { readonly seconds: number; readonly nanos: number };
  readonly geoPointValue?: { readonly latitude: number; readonly longitude: number };
  readonly referenceValue?: string;
  readonly arrayValue?: { readonly values: WireValue[] };
  readonly mapValue?: { readonly fields: Record<string, WireValue> };
}

const integers = fc
  .constantFrom('0', '1', '2', '-3', '9007199254740992', '9007199254740993', '9223372036854775807')
  .map((integerValue) => ({ integerValue }));

const doubles = fc
  .constantFrom(0, -0, 1, 1.5, -2.5, 9007199254740992, Number.NaN, Infinity, -Infinity)
  .map((doubleValue) => ({ doubleValue }));

export const numbers: fc.Arbitrary<WireValue> = fc.oneof(integers, doubles);

const simpleValues: fc.Arbitrary<WireValue> = fc.oneof(
  { weight: 3, arbitrary: numbers },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('', 'a', 'b', 'é', '\u{1f98a}', '\uffff')
      .map((stringValue) => ({ stringValue })),
  },
  fc.constant({ nullValue: 'NULL_VALUE' as const }),
  fc.boolean().map((booleanValue) => ({ booleanValue })),
  fc.constantFrom([], [0], [0, 255], [1]).map((bytes) => ({ bytesValue: Buffer.from(bytes) })),
  fc.constantFrom(0, 1000, 2_000_000, 1999).map((nanos) => ({ timestampValue: { seconds: 5, nanos } })),
  fc.constantFrom(-1, 0, 1).map((latitude) => ({ geoPointValue: { latitude, longitude: 2 } })),
  fc
    .constantFrom('c/a', 'c/b', 'c/a/d/e')
    .map((path) => ({ referenceValue: `projects/p/databases/(default)/documents/${path}` })),
);

export const fieldNames = fc.constantFrom('a', 'b', 'm');

/** So few that filters often meet the very value that was written. */
const frequentValues = fc.constantFrom<WireValue>(
  { integerValue: '1' },
  { doubleValue: 1 },
  { integerValue: '2' },
  { stringValue: 'a' },
  { nullValue: 'NULL_VALUE' },
  { doubleValue: Number.NaN },
  { arrayValue: { values: [{ integerValue: '1' }, { stringValue: 'a' }] } },
  { mapValue: { fields: { x: { integerValue: '1' } } } },
);

/** Values with at most one level of arrays and maps. */
export const values: fc.Arbitrary<WireValue> = fc.oneof(
  { weight: 10, arbitrary: frequentValues },
  { weight: 6, arbitrary: simpleValues },
  {
    weight: 2,
    arbitrary: fc
      .array(simpleValues, { maxLength: 3 })
      .map((elements) => ({ arrayValue: { values: elements } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .dictionary(fc.constantFrom('x', 'y'), simpleValues, { noNullPrototype: true })
      .map((fields) => ({ mapValue: { fields } })),
  },
);
