import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readIntent } from '../../../src/domain/messaging/inbound-intent.ts';
import { plainReply, type PlainReplyKind } from '../../../src/domain/messaging/reply.ts';
import { ReplyTexts, type ReplyTextsConfig } from '../../../src/domain/messaging/reply-texts.ts';
import { placeholdersIn } from '../../../src/domain/replies/reply-template.ts';
import { LONGEST_REPLY_TEXT, replyTextProblem } from '../../../src/domain/replies/reply-text-problem.ts';
import { english } from '../../../src/domain/replies/texts/english.ts';
import {
  isReplyTextKey,
  translation,
  type ReplyTextKey,
  type Translation,
} from '../../../src/domain/replies/translation.ts';
import { translations } from '../../../src/domain/replies/translations.ts';
import { LANGUAGES, type Language } from '../../../src/domain/shared/language.ts';

const ONE_MESSAGE = 1_600;
const LINK_PAGE = 'https://acme.example/link';
const MASKED = 'a•••@example.com';
const config = { productName: 'Acme Bikes', linkPageUrl: LINK_PAGE };
const longestConfig = { productName: 'x'.repeat(60), linkPageUrl: `https://acme.example/${'x'.repeat(479)}` };
const keys = Object.keys(english).filter(isReplyTextKey);
const parts = new Set(['link-question', 'six-digits', 'consent-to-code', 'link-claimed']);
const notices = new Set(['account-linked', 'account-moved', 'account-unlinked']);

/** Every text that goes to people. */
function saidIn(language: Language, options: ReplyTextsConfig): ReadonlyMap<string, string> {
  const texts = new ReplyTexts(options);
  // what is neither a part nor a notice is a kind of reply
  const kinds = keys.filter((key) => !parts.has(key) && !notices.has(key)) as PlainReplyKind[];
  const claimed = {
    kind: 'link-claimed',
    language,
    requestId: 'request',
    maskedAccount: MASKED,
    confirmationNumber: '012345',
  } as const;
  return new Map<string, string>([
    ...kinds.map((kind) => [kind, texts.textOf(plainReply(kind, language)) ?? ''] as const),
    ['link-claimed', texts.textOf(claimed) ?? ''],
    ['account-linked', texts.accountLinked(language)],
    ['account-moved', texts.accountMoved(language)],
    ['account-unlinked', texts.accountUnlinked(language)],
    ['consent-to-code', texts.consentToCode(language)],
  ]);
}

const commandsIn = (text: string) => Array.from(text.matchAll(/\b[A-Z]{2,}\b/g), ([word]) => word);

describe.each(LANGUAGES)('the texts in %s', (language) => {
  const texts = translations[language];
  const said = saidIn(language, config);

  it('have the placeholders and, in the same order, the commands of the English ones', () => {
    const shapeOf = (translated: Translation) =>
      keys.map((key) => [key, placeholdersIn(translated[key]).toSorted(), commandsIn(translated[key])]);
    expect(shapeOf(texts)).toEqual(shapeOf(english));
  });

  it('would all be taken as words of a product’s own', () => {
    expect(
      keys.map((key) => replyTextProblem(key, texts[key])).filter((problem) => problem !== null),
    ).toEqual([]);
  });

  it('each say something of their own, filled in whole, and lead nowhere but to the link page', () => {
    expect(new Set(said.values()).size).toBe(keys.length - 2);
    const wrong = /[{}]|undefined|null|\[object|:\/\/|www\.|\p{L}\.\p{L}/u;
    const rest = [...said].map(([key, text]) => [key, text.replaceAll(LINK_PAGE, '').replace(MASKED, '')]);
    expect(rest.filter(([, text = '']) => wrong.test(text))).toEqual([]);
  });

  it('are no commands, so that two machines cannot command each other', () => {
    for (const body of said.values()) expect(readIntent({ body, optOutType: null }).kind).toBe('ordinary');
  });

  it.each(['', ' in words of the product’s that are as long as may be'])('fit into one message%s', (own) => {
    const longest = (key: ReplyTextKey) =>
      placeholdersIn(english[key])
        .map((name) => `{${name}}`)
        .join('')
        .padEnd(LONGEST_REPLY_TEXT, 'x');
    const overrides = { [language]: Object.fromEntries(keys.map((key) => [key, longest(key)])) };
    const filled = saidIn(language, { ...longestConfig, ...(own && { overrides }) });
    const lengths = [...filled].map(([key, { length }]) => ({ key, length }));
    expect(lengths.filter(({ length }) => length > ONE_MESSAGE)).toEqual([]);
    expect(Math.max(...lengths.map(({ length }) => length))).toBeGreaterThan(
      longestConfig.linkPageUrl.length,
    );
  });

  it('keep as consent what the chat asks, less account and digits', () => {
    const texts = new ReplyTexts({ ...config, productName: 'Acme' });
    const asked = said.get('link-claimed') ?? '';
    const [start = '', end = ''] = translations[language]['link-question'].split('{digits}');
    expect(asked).toContain(`012345${end}`);
    expect(texts.consentToDigits(language)).toBe(
      start.replace('{requester}', language === 'ar' ? '\u2068Acme\u2069' : 'Acme') +
        translations[language]['six-digits'] +
        end,
    );
  });
});

describe('texts from right to left', () => {
  it('isolate the product and the account, and leave digits and address as they are copied', () => {
    const said = saidIn('ar', config);
    expect(said.get('link-claimed')).toContain('\u2068Acme Bikes\u2069: \u2068a•••@example.com\u2069');
    expect(said.get('link-claimed')).toContain(' 012345 ');
    const bare = [...said].map(([key, text]) => [key, text.replaceAll('\u2068Acme Bikes\u2069', '')]);
    expect(bare.filter(([, text = '']) => text.includes('Acme Bikes'))).toEqual([]);
    const lines = [...said.values()].flatMap((text) => text.split('\n'));
    expect(new Set(lines.filter((line) => line.includes('://')))).toEqual(new Set([LINK_PAGE]));
  });

  it('isolate a product whose own name is Arabic in texts from left to right', () => {
    const texts = new ReplyTexts({ ...config, productName: 'متجر' });
    expect(texts.textOf({ kind: 'unlinked', language: 'en' })).toBe(
      'Done: this number is no longer linked to \u2068متجر\u2069.',
    );
  });
});

describe('a product’s own words', () => {
  it('are said in their language, and nothing in a value is a placeholder', () => {
    const overrides = { de: { 'account-linked': 'Geschafft!', unlinked: '{product} ist getrennt.' } };
    const texts = new ReplyTexts({ ...config, productName: '{linkPage}', overrides });
    expect([texts.accountLinked('de'), texts.accountLinked('en')]).toEqual(['Geschafft!', 'Account linked!']);
    expect(texts.textOf({ kind: 'unlinked', language: 'de' })).toBe('{linkPage} ist getrennt.');
  });
});

it('docs/languages.md lists every text', async () => {
  const page = await readFile(new URL('../../../../docs/languages.md', import.meta.url), 'utf8');
  const listed = new Map(
    Array.from(page.matchAll(/^\| `([a-z-]+)` +\| (.*?) +\|$/gm), ([, key = '', text = '']) => [key, text]),
  );
  expect(Object.fromEntries(listed)).toMatchObject(english);
});

/** Held by the compiler. */
export const thatDoNotCompile = () => [
  // @ts-expect-error a text is missing
  translation({ ...english, unlinked: undefined }),
  // @ts-expect-error a placeholder is missing
  translation({ ...english, unlinked: 'Done.' }),
  // @ts-expect-error a placeholder is not known
  translation({ ...english, unlinked: 'Done: {product}, {name}.' }),
  // @ts-expect-error a text that nobody says
  translation({ ...english, goodbye: 'Goodbye.' }),
];
