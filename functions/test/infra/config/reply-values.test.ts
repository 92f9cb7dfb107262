import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../src/infra/config/configuration-error.ts';
import { parseAppConfig } from '../../../src/infra/config/parse-app-config.ts';
import { requiredValues } from './configuration-values.ts';

const repliesWith = (values: Readonly<Record<string, string>>) =>
  parseAppConfig({ ...requiredValues, ...values }, 'demo-linkline').replies;

function problemsWith(texts: unknown): readonly string[] {
  try {
    repliesWith({ REPLY_TEXTS: typeof texts === 'string' ? texts : JSON.stringify(texts) });
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('REPLY_LANGUAGES', () => {
  it.each([
    ['de', ['de'], {}],
    ['fr, en', ['fr', 'en'], {}],
    ['en,hi IN:hi,CA:en', ['en', 'hi'], { IN: 'hi', CA: 'en' }],
  ])('takes %j', (text, spoken, ofCountries) => {
    expect(repliesWith({ REPLY_LANGUAGES: text })).toMatchObject({
      spoken,
      ofCountries: new Map(Object.entries(ofCountries)),
    });
  });

  it('takes auto with languages of countries', () => {
    const { spoken, ofCountries } = repliesWith({ REPLY_LANGUAGES: 'auto,CH:de' });
    expect([spoken.length, ofCountries]).toEqual([7, new Map([['CH', 'de']])]);
  });

  it.each([
    'it',
    'de,it',
    'auto,de',
    'IN:hi',
    'EN',
    'auto,XX:de',
    'de,FR:fr',
    'auto,IN:hi,IN:en',
    'auto,in:hi',
  ])('refuses %j', (text) => {
    expect(() => repliesWith({ REPLY_LANGUAGES: text })).toThrow(/^[^\n]*\n- REPLY_LANGUAGES [^\n]*$/);
  });
});

describe('REPLY_TEXTS', () => {
  it('takes some texts of some languages', () => {
    const texts = {
      de: { 'please-link': 'Hier entlang: {linkPage}', 'account-linked': 'Geschafft!' },
      en: {},
    };
    expect(repliesWith({ REPLY_TEXTS: JSON.stringify(texts) }).texts).toEqual(texts);
  });

  it('names every problem at once, and repeats nothing of what was given', () => {
    const problems = problemsWith({
      xx: { unlinked: 'Ada' },
      fr: 'Ada',
      de: {
        'account-linked': 'STOP',
        'link-question': '{requester} and {Ada}',
        'please-link': 'Ada',
        unlinked: '{product} {product}',
        'account-moved': ' ',
        'request-ended': 'Ada '.repeat(200),
        'opted-out': 7,
        Ada: 'Ada',
        'too-many-codes': 'Wait {minutes}.',
      },
    });
    expect(problems).toEqual([
      'REPLY_TEXTS has a language that is none of en, es, pt, hi, ar, de, fr.',
      'REPLY_TEXTS fr is not an object of texts.',
      'REPLY_TEXTS de.account-linked is a command of the chat.',
      'REPLY_TEXTS de.link-question must have {requester} and {digits}, once, and no other placeholder.',
      'REPLY_TEXTS de.please-link must have {linkPage}, once, and no other placeholder.',
      'REPLY_TEXTS de.unlinked must have {product}, once, and no other placeholder.',
      'REPLY_TEXTS de.account-moved is empty.',
      'REPLY_TEXTS de.request-ended is longer than 500 characters.',
      'REPLY_TEXTS de.opted-out is not a text.',
      'REPLY_TEXTS de has a key that does not exist: docs/languages.md lists them.',
      'REPLY_TEXTS de.too-many-codes must not have placeholders.',
    ]);
  });

  it.each(['{', '[]', '"de"', 'null'])('refuses %s', (text) => {
    expect(problemsWith(text)).toEqual([
      'REPLY_TEXTS is not JSON of the form {"<language>": {"<key>": "<text>"}}.',
    ]);
  });
});
