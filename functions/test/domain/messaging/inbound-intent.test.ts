import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIntent } from '../../../src/domain/messaging/inbound-intent.ts';

const keywords = {
  stop: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'BAJA', 'PARAR'],
  start: ['START', 'UNSTOP', 'ALTA'],
  help: ['HELP', 'INFO', 'AYUDA'],
  status: ['STATUS'],
  unlink: ['UNLINK'],
  no: ['NO'],
};
const words = Object.entries(keywords).flatMap(([kind, words]) => words.map((word) => [word, kind] as const));

/** Of all of Unicode, lone surrogates too. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 12 })
  .map((points) => String.fromCodePoint(...points));

const kindOf = (body: string) => readIntent({ body, optOutType: null }).kind;

describe('readIntent', () => {
  it.each(words)('reads %s as %s, however it is written', (word, kind) => {
    const capitalised = `${word.charAt(0)}${word.slice(1).toLowerCase()}`;
    for (const spelling of [word, word.toLowerCase(), capitalised, ` ${word}\n`, `\u{A0}${word}\t`]) {
      expect(kindOf(spelling)).toBe(kind);
    }
  });

  it('forgives case, white space and accents, composed or not', () => {
    const accents = fc.constantFrom('', '\u{301}', '\u{300}', '\u{308}', '\u{303}', '\u{327}');
    const white = fc.stringMatching(/^[ \t\r\n\u{A0}\u{2003}\u{3000}]{0,3}$/u);
    const spelled = fc.constantFrom(...words).chain(([word, kind]) => {
      const letters = Array.from(word, (letter) =>
        fc
          .tuple(fc.constantFrom(letter, letter.toLowerCase()), accents)
          .map(([base, accent]) => base + accent),
      );
      const form = fc.constantFrom('NFC', 'NFD');
      return fc.tuple(white, fc.tuple(...letters), white, form).map(([before, each, after, form]) => ({
        kind,
        body: `${before}${each.join('').normalize(form)}${after}`,
      }));
    });
    fc.assert(
      fc.property(spelled, ({ body, kind }) => {
        expect(kindOf(body)).toBe(kind);
      }),
    );
  });

  it.each([
    ['Párar', 'stop'],
    ['AYÚDA', 'help'],
    ['Nó', 'no'],
    ['Státus', 'status'],
  ])('reads %s as %s in either form of Unicode', (text, kind) => {
    expect(kindOf(text.normalize('NFC'))).toBe(kind);
    expect(kindOf(text.normalize('NFD'))).toBe(kind);
  });

  it.each(['Stop.', 'STOP!', 'stop !', 'ＳＴＯＰ', 'STOP\u{200B}', '\u{2066}stop\u{2069}'])(
    'honours %j',
    (text) => {
      expect(readIntent({ body: text, optOutType: null }).kind).toBe('stop');
    },
  );

  it.each(['CANCEL', 'cancel', 'CANCELAR', 'YES', 'yes', 'Sí', 'ok'])(
    'leaves %s to the conversation, in which it may answer something else',
    (text) => {
      expect(kindOf(text)).toBe('ordinary');
    },
  );

  it.each([
    '',
    ' ',
    'please stop',
    'stop it',
    'No thanks',
    'no no',
    'HELP ME',
    'unlink my number',
    'STATUS?',
    'nonstop',
    'S T O P',
    'STOP\nSTOP',
    'start-up',
    'информация',
  ])('reads %j as an ordinary message: a keyword is a whole message', (text) => {
    expect(kindOf(text)).toBe('ordinary');
  });

  it('finds no keyword in a message of several words', () => {
    const word = fc.oneof(fc.constantFrom(...words.map(([word]) => word)), fc.stringMatching(/^[a-z]{1,9}$/));
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 6 }), (message) => {
        fc.pre(message[0]?.startsWith('link') === false);
        expect(kindOf(message.join(' '))).toBe('ordinary');
      }),
    );
  });

  it.each(['LINK A2CD-1234', 'link a2cd i234', ' Link: a2cd1234! '])('reads the code in %j', (body) => {
    expect(readIntent({ body, optOutType: null })).toStrictEqual({
      kind: 'link',
      code: { characters: 'A2CD1234' },
    });
  });

  it.each(['LINK', 'link my account', 'LINK ABCD'])('reads %j, which has no code, as ordinary', (text) => {
    expect(kindOf(text)).toBe('ordinary');
  });

  it('believes the provider, where it has answered, whatever the text says', () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom('STOP', 'START', 'LINK ABCD-1234'));
    fc.assert(
      fc.property(texts, fc.constantFrom('STOP', 'START', 'HELP'), (body, optOutType) => {
        expect(readIntent({ body, optOutType })).toStrictEqual({
          kind: 'provider-opt-out',
          type: optOutType,
        });
      }),
    );
  });

  it('reads any text at all', () => {
    const kinds = ['link', 'ordinary', ...Object.keys(keywords)];
    fc.assert(
      fc.property(anyText, (body) => {
        expect(kinds).toContain(kindOf(body));
      }),
    );
  });
});
