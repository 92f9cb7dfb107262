import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../../src/domain/messaging/split-text.ts';

const FAMILY = '👨‍👩‍👧‍👦';
const FLAG = '🇩🇪';
const ACCENT = '\u0301';

/** Characters of every kind that is easily cut in two. */
const texts = fc
  .array(
    fc.constantFrom('a', 'word', '漢', ' ', ' ', '\r\n', '\u00A0', ` ${ACCENT}`, 'é', '𝒳', FLAG, FAMILY),
    {
      maxLength: 120,
    },
  )
  .map((characters) => characters.join(''));
const limits = fc.integer({ min: 12, max: 40 });

function boundariesOf(text: string): ReadonlySet<number> {
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  return new Set([...segments].map(({ index }) => index).concat(text.length));
}

/** Where each part lies in the text; fails where anything but white space is between two of them. */
function placesOf(text: string, parts: readonly string[]): readonly { start: number; end: number }[] {
  let position = 0;
  return parts.map((part) => {
    const start = text.indexOf(part, position);
    expect(text.slice(position, start)).toMatch(/^\s*$/);
    expect(start).toBeGreaterThanOrEqual(position);
    position = start + part.length;
    return { start, end: position };
  });
}

describe('splitText', () => {
  it.each([
    ['a text that fits', ' as it is \n', 11, [' as it is \n']],
    ['an empty text', '', 11, ['']],
    ['words', 'one two three four', 8, ['one two', 'three', 'four']],
    ['a word that ends where the room ends', 'one two three', 7, ['one two', 'three']],
    ['a word end in the first half', 'a bcdefghijk', 8, ['a bcdefg', 'hijk']],
    ['white space around a cut', 'one  \r\n\u00A0 two', 7, ['one', 'two']],
    ['white space elsewhere', '  one  two  three  ', 10, ['  one  two', 'three  ']],
    ['a first part of white space', `${' '.repeat(12)}one`, 10, ['one']],
    ['nothing but white space', ' '.repeat(25), 10, [' '.repeat(10)]],
    ['no white space', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['flags', FLAG.repeat(3), 10, [FLAG.repeat(2), FLAG]],
    ['a white space that carries an accent', `abcd ${ACCENT}efg`, 5, ['abcd', ` ${ACCENT}efg`]],
    [
      'a character longer than a part',
      `𝒳${ACCENT.repeat(6)}`,
      3,
      [`𝒳${ACCENT}`, ACCENT.repeat(3), ACCENT.repeat(2)],
    ],
    ['code points that do not fill a part', '𝒳𝒳𝒳', 3, ['𝒳', '𝒳', '𝒳']],
  ])('cuts %s', (_, text, limit, parts) => {
    expect(splitText(text, limit)).toEqual(parts);
  });

  it('takes the limit of Twilio, which counts UTF-16 units', () => {
    expect(splitText('x'.repeat(1600))).toHaveLength(1);
    expect(splitText('😀'.repeat(801)).map((part) => part.length)).toEqual([1600, 2]);
  });

  it('makes parts that fit, and loses nothing but white space at cuts between whole characters', () => {
    fc.assert(
      fc.property(texts, limits, (text, limit) => {
        fc.pre(text.trim() !== '' && text.length > limit);
        const parts = splitText(text, limit);
        const boundaries = boundariesOf(text);
        for (const part of parts) expect(part.length).toSatisfy((length) => length > 0 && length <= limit);
        for (const { start, end } of placesOf(text, parts)) {
          expect([boundaries.has(start), boundaries.has(end)]).toEqual([true, true]);
        }
        expect(parts.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });

  it('never cuts a word that would fit into half a part', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, (list) => {
        expect(splitText(list.join(' '), 20).join(' ')).toBe(list.join(' '));
      }),
    );
  });

  it.each(['word ', ' ', ACCENT, FAMILY])('takes 100,000 characters of %j in its stride', (unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    const start = performance.now();
    splitText(text);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('refuses a limit with no room for a character', () => {
    expect(() => splitText('text', 1)).toThrow(RangeError);
  });
});
