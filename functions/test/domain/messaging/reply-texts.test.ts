import { describe, expect, it } from 'vitest';
import { readIntent } from '../../../src/domain/messaging/inbound-intent.ts';
import {
  noReply,
  plainReply,
  type PlainReplyKind,
  type Reply,
  type ReplyKind,
} from '../../../src/domain/messaging/reply.ts';
import { ReplyTexts } from '../../../src/domain/messaging/reply-texts.ts';

const PRODUCT = 'Acme Bikes';
const LINK_PAGE = 'https://acme.example/link';
const claimed = {
  kind: 'link-claimed',
  language: 'en',
  requestId: 'v25Yq-wGO0KAydSSEmlfAw',
  maskedAccount: 'a•••@example.com',
  confirmationNumber: '012345',
} as const;

const texts = new ReplyTexts({ productName: PRODUCT, linkPageUrl: LINK_PAGE });
const inEnglish = (kind: PlainReplyKind) => plainReply(kind, 'en');

const replies: Readonly<Record<ReplyKind, Reply>> = {
  none: noReply,
  'link-claimed': claimed,
  'please-link': inEnglish('please-link'),
  'link-code-refused': inEnglish('link-code-refused'),
  'too-many-codes': inEnglish('too-many-codes'),
  'number-taken': inEnglish('number-taken'),
  'request-ended': inEnglish('request-ended'),
  'how-to-finish': inEnglish('how-to-finish'),
  'how-to-link-again': inEnglish('how-to-link-again'),
  unlinked: inEnglish('unlinked'),
  'nothing-to-unlink': inEnglish('nothing-to-unlink'),
  'status-linked': inEnglish('status-linked'),
  'status-not-linked': inEnglish('status-not-linked'),
  'help-linked': inEnglish('help-linked'),
  'help-not-linked': inEnglish('help-not-linked'),
  'help-opted-out': inEnglish('help-opted-out'),
  'opted-out': inEnglish('opted-out'),
  'opted-in': inEnglish('opted-in'),
  'how-to-start': inEnglish('how-to-start'),
};
const said = [
  ...Object.values(replies)
    .filter(({ kind }) => kind !== 'none')
    .map((reply) => [reply.kind, texts.textOf(reply) ?? ''] as const),
  ['account-linked', texts.accountLinked('en')] as const,
  ['account-moved', texts.accountMoved('en')] as const,
];
const textOfKind = new Map<string, string>(said);

describe('ReplyTexts', () => {
  it('asks who wants to link, names the digits and the way out', () => {
    expect(texts.textOf(claimed)).toBe(
      'Acme Bikes: a•••@example.com wants to link this number. To agree, enter 012345 in the app. Tell it to nobody. Not you? Reply NO.',
    );
  });

  it('names the product alone where nothing of the account is verified', () => {
    expect(texts.textOf({ ...claimed, maskedAccount: null })).toBe(
      'Acme Bikes wants to link this number. To agree, enter 012345 in the app. Tell it to nobody. Not you? Reply NO.',
    );
  });

  it('says "Account linked!" and nothing more', () => {
    expect(texts.accountLinked('en')).toBe('Account linked!');
  });

  it('sends people who are not linked to the link page', () => {
    expect(texts.textOf(replies['please-link'])).toBe(`Please link your account: ${LINK_PAGE}`);
  });

  it('says nothing where nothing is to be said', () => {
    expect(texts.textOf(noReply)).toBeNull();
  });

  it.each(said)('%s: whole sentences in plain characters', (_, text) => {
    expect(text).toMatch(/^[A-Z].*([.!]|https:\/\/acme\.example\/link)$/);
    expect(text.replace(claimed.maskedAccount, '')).toMatch(/^[ -~]+$/);
    expect(text).not.toMatch(/undefined|null|\[object/);
  });

  it('says something else for every kind', () => {
    expect(textOfKind.size).toBe(Object.keys(replies).length + 1);
    expect(new Set(textOfKind.values()).size).toBe(textOfKind.size);
  });

  it.each(said)('%s: fits into one message, whatever the product is called', (kind) => {
    const long = new ReplyTexts({
      productName: 'x'.repeat(200),
      linkPageUrl: `https://acme.example/${'x'.repeat(500)}`,
    });
    const longest = new Map<string, string | null>([
      ...Object.values(replies).map((reply) => [reply.kind, long.textOf(reply)] as const),
      ['account-linked', long.accountLinked('en')],
      ['account-moved', long.accountMoved('en')],
    ]);
    expect(longest.get(kind)?.length).toBeLessThan(1_600);
  });

  it.each(said)('%s: leads nowhere but to the link page', (_, text) => {
    const elsewhere = text.replace(claimed.maskedAccount, '').replaceAll(LINK_PAGE, '');
    expect(elsewhere).not.toMatch(/:\/\/|www\.|\w\.\w/);
  });

  it('sends to the link page exactly those who have something to do there', () => {
    const leading = said.filter(([, text]) => text.includes(LINK_PAGE)).map(([kind]) => kind);
    expect(leading.toSorted()).toStrictEqual([
      'account-moved',
      'help-not-linked',
      'how-to-link-again',
      'link-code-refused',
      'please-link',
      'status-not-linked',
    ]);
  });

  it.each(said)('%s: proposes only words that are understood', (_, text) => {
    for (const [word] of text.matchAll(/\b[A-Z]{2,}\b/g)) {
      expect(readIntent({ body: word, optOutType: null }).kind).not.toBe('ordinary');
    }
  });

  it('shows digits to the one who sent the code, and to nobody else', () => {
    const withDigits = said.filter(([, text]) => /\d/.test(text)).map(([kind]) => kind);
    expect(withDigits).toStrictEqual(['link-claimed']);
  });

  it('asks what is kept as the consent of whoever agrees, less account and digits', () => {
    const asked = texts.textOf({ ...claimed, maskedAccount: null })?.replace('012345', 'the six digits');
    expect(asked).toContain(texts.consentToDigits('en'));
  });

  it('tells an unknown code from an expired one to nobody', () => {
    expect(textOfKind.get('link-code-refused')).toContain('unknown or has expired');
  });

  it.each(['opted-out', 'how-to-start'])('%s: tells the way back', (kind) => {
    expect(textOfKind.get(kind)).toContain('START');
  });

  it.each(['status-linked', 'help-linked'])('%s: tells both ways out', (kind) => {
    expect(textOfKind.get(kind)).toMatch(/UNLINK.*STOP/);
  });
});
