import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatLinkMessage,
  linkCodeFrom,
  parseLinkMessage,
  type LinkCode,
} from '../../../src/domain/linking/link-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const fiveBytes = fc.uint8Array({ minLength: 5, maxLength: 5 });
const codes = fc
  .array(fc.constantFrom(...Array.from(ALPHABET)), { minLength: 8, maxLength: 8 })
  .map((characters): LinkCode => ({ characters: characters.join('') }));

/** The ways in which a person may write one character of a code. */
function spellingsOf(character: string): readonly string[] {
  const lookAlikes = { '0': ['O', 'o'], '1': ['I', 'i', 'L', 'l'] }[character] ?? [];
  return [character, character.toLowerCase(), ...lookAlikes];
}

const halfOf = (characters: string) =>
  fc
    .tuple(...Array.from(characters, (each) => fc.constantFrom(...spellingsOf(each))))
    .map((half) => half.join(''));

/** Letters and digits together, as no word and no number has them. */
const isMixed = (half: string) => /[a-z]/i.test(half) && /\d/.test(half);

/** A code with the ways in which a person may write the whole message, as long as it looks like a code and not like words. */
const spelledCodes = codes.chain((code) =>
  fc
    .record({
      before: fc.constantFrom('', ' ', '\n', '\u{FEFF}'),
      word: fc.constantFrom('LINK', 'Link', 'link', 'lInK', 'ｌｉｎｋ'),
      separator: fc.constantFrom(' ', ': ', '-', ' - ', ' – ', '\n', '\u{A0}', '\u{3000}'),
      first: halfOf(code.characters.slice(0, 4)),
      between: fc.constantFrom('-', ' - ', '--', '–', '\u{2011}', '', ' ', '\n', '\u{A0}'),
      second: halfOf(code.characters.slice(4)),
      end: fc.constantFrom('', '.', '!'),
      after: fc.constantFrom('', ' ', '\r\n', '\t'),
    })
    .filter(
      ({ separator, first, between, second }) =>
        (separator === ' ' && /^\p{Dash}$/u.test(between)) || isMixed(first) || isMixed(second),
    )
    .map((parts) => ({ code, text: Object.values(parts).join('') })),
);

describe('linkCodeFrom', () => {
  it.each([
    [[0, 0, 0, 0, 0], '00000000'],
    [[0, 0, 0, 0, 1], '00000001'],
    [[0, 0, 0, 0, 32], '00000010'],
    [[128, 0, 0, 0, 0], 'G0000000'],
    [[255, 255, 255, 255, 255], 'ZZZZZZZZ'],
    [[0x01, 0x23, 0x45, 0x67, 0x89], '04HMASW9'],
  ])('makes of the bytes %j the code %s', (bytes, characters) => {
    expect(linkCodeFrom(Uint8Array.from(bytes))).toStrictEqual({ characters });
  });

  it('uses all forty bits: the code read as a number is the number in the bytes', () => {
    fc.assert(
      fc.property(fiveBytes, (bytes) => {
        expect(numberOf(linkCodeFrom(bytes))).toBe(bytes.reduce((sum, byte) => sum * 256 + byte, 0));
      }),
    );
  });

  it('can make every code', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const number = numberOf(code);
        const bytes = [4, 3, 2, 1, 0].map((place) => Math.floor(number / 256 ** place) % 256);
        expect(linkCodeFrom(Uint8Array.from(bytes))).toStrictEqual(code);
      }),
    );
  });

  it('needs no more than five bytes', () => {
    fc.assert(
      fc.property(fiveBytes, fc.uint8Array({ maxLength: 5 }), (bytes, further) => {
        expect(linkCodeFrom(Uint8Array.of(...bytes, ...further))).toStrictEqual(linkCodeFrom(bytes));
      }),
    );
  });
});

describe('formatLinkMessage', () => {
  it('writes the message that a person sends', () => {
    expect(formatLinkMessage({ characters: 'ABCD1234' })).toBe('LINK ABCD-1234');
  });

  it('is read back as the same code', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(parseLinkMessage(formatLinkMessage(code))).toStrictEqual(code);
      }),
    );
  });
});

describe('parseLinkMessage', () => {
  it('forgives case, spaces, missing dashes and look-alikes', () => {
    fc.assert(
      fc.property(spelledCodes, ({ code, text }) => {
        expect(parseLinkMessage(text)).toStrictEqual(code);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['nothing', ''],
    ['the word alone', 'LINK'],
    ['half a code', 'LINK ABCD'],
    ['a code that is too short', 'LINK ABCD-123'],
    ['a code that is too long', 'LINK ABCD-12345'],
    ['halves of the wrong length', 'LINK ABC-D1234'],
    ['three groups', 'LINK ABCD-1234-ABCD'],
    ['a character that no code has', 'LINK ABCU-1234'],
    ['a letter of another alphabet', 'LINK ÄBCD-1234'],
    ['another sign between the halves', 'LINK ABCD_1234'],
    ['a code without the word', 'ABCD-1234'],
    ['another word', 'LINKS ABCD-1234'],
    ['words before it', 'my code: LINK ABCD-1234'],
    ['words after it', 'LINK ABCD-1234 please'],
    ['two messages in one', 'LINK ABCD-1234\nLINK ABCD-1234'],
  ])('finds no code in %s', (_, text) => {
    expect(parseLinkMessage(text)).toBeNull();
  });

  it.each([
    'Link',
    'Linked!',
    'link my account',
    'Link please.',
    'How do I link my number?',
    'the link is broken',
    'link: https://example.com/a1b2c3d4',
    'Link it to the other account',
    'LinkedIn',
    'I want to link 12345678',
    'link your site',
    'Link WhatsApp',
    'link Facebook!',
    'LinkedIn post',
    'LinkedIn-post',
    'Link: best-deal',
    'link 2024 - 2025',
    'Link does work.',
    'link room 1234',
    'link 12345678',
  ])('takes "%s" for what it is', (sentence) => {
    expect(parseLinkMessage(sentence)).toBeNull();
  });

  it('needs exactly eight letters or digits after the word', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9]{1,8}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, fc.constantFrom(' ', '-', ''), (words, separator) => {
        fc.pre(words.join('').length !== 8);
        expect(parseLinkMessage(`LINK ${words.join(separator)}`)).toBeNull();
      }),
    );
  });
});

/** The code read as a number to the base 32. */
function numberOf(code: LinkCode): number {
  return Array.from(code.characters, (character) => ALPHABET.indexOf(character)).reduce(
    (sum, value) => sum * 32 + value,
    0,
  );
}
