import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { array, double, integer, map, NULL, type Value } from '../protocol/value.ts';
import { compareStrings } from './compare-strings.ts';
import { compareValues, equalValues } from './compare-values.ts';
import { getField, parseFieldPath, withField } from './field-path.ts';
import { identicalFields } from './identical-fields.ts';
import { fromTimestamp, toTimestamp } from './timestamp.ts';

const leaves = fc.oneof(
  fc.constant(NULL),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(integer),
  fc.double().map(double),
  fc.string({ unit: 'binary' }).map((stringValue): Value => ({ valueType: 'stringValue', stringValue })),
);

const { value: values } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    leaves,
    fc.array(tie('value'), { maxLength: 3 }).map(array),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }).map(map),
  ),
}));

describe('the order of values', () => {
  it('is total', () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        expect(Math.sign(compareValues(a, b)) + Math.sign(compareValues(b, a))).toBe(0);
        expect(compareValues(a, a)).toBe(0);
        const [first = a, , third = a] = [a, b, c].sort(compareValues);
        expect(compareValues(first, third)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is exact between integers and doubles beyond 2^53', () => {
    const limit = 2n ** 53n;
    expect(compareValues(integer(limit + 1n), double(Number(limit)))).toBeGreaterThan(0);
    expect(compareValues(integer(limit), double(Number(limit)))).toBe(0);
    expect(compareValues(double(Infinity), integer(2n ** 63n - 1n))).toBeGreaterThan(0);
  });

  it('orders text as its UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareStrings(a, b))).toBe(bytes);
      }),
    );
  });

  it('calls 1 and 1.0 equal, though not identical', () => {
    expect(equalValues(integer(1), double(1))).toBe(true);
    expect(identicalFields({ a: integer(1) }, { a: double(1) })).toBe(false);
    expect(identicalFields({ a: double(0) }, { a: double(-0) })).toBe(false);
    expect(identicalFields({ a: double(Number.NaN) }, { a: double(Number.NaN) })).toBe(true);
  });
});

describe('field paths', () => {
  const names = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
  const quote = (name: string) => `\`${name.replaceAll(/[\\`]/g, String.raw`\$&`)}\``;

  it('read back what the wire form quotes', () => {
    fc.assert(
      fc.property(names, (path) => {
        expect(parseFieldPath(path.map(quote).join('.'))).toStrictEqual(path);
      }),
    );
  });

  it('find what was set, and nothing once it is removed', () => {
    fc.assert(
      fc.property(names, values, (path, value) => {
        const fields = withField({ other: NULL }, path, value);
        expect(getField(fields, path)).toBe(value);
        expect(getField(withField(fields, path, undefined), path)).toBeUndefined();
      }),
    );
  });
});

it('times survive the wire', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e15, max: 4e15 }), (time) => {
      expect(fromTimestamp(toTimestamp(time))).toBe(time);
    }),
  );
});
