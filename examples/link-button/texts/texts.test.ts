import { describe, expect, it } from 'vitest';
import { LinkError } from '../linking/link-error.ts';
import { english } from './english.ts';
import { errorSentence } from './error-sentence.ts';
import { languageOf, languages } from './language.ts';
import { formatCountdown } from './link-times.ts';

/** Each text with its place, in whatever depth. */
function textsIn(value: unknown, place = ''): readonly (readonly [place: string, text: string])[] {
  if (typeof value === 'string') return [[place, value]];
  return Object.entries(Object(value)).flatMap(([name, inner]) => textsIn(inner, `${place}/${name}`));
}

const fillIns = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const withoutForms = (texts: object) => textsIn({ ...texts, attemptsLeft: null });

describe.each(Object.entries(languages))('the texts in %s', (tag, texts) => {
  it('say everything, with everything that is to be put in', () => {
    const expected = withoutForms(english).map(([place, text]) => [place, fillIns(text)]);
    const found = withoutForms(texts).map(([place, text]) => [place, fillIns(text)]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
    expect(textsIn(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('are not the English ones', () => {
    if (tag === 'en') return;
    const inEnglish = new Map(withoutForms(english));
    const same = withoutForms(texts).filter(([place, text]) => inEnglish.get(place) === text);
    expect(same.map(([place]) => place)).toEqual(tag === 'ar' ? [] : ['/title']);
  });

  it('count the tries that are left', () => {
    const rules = new Intl.PluralRules(tag);
    const forms = [1, 2, 3, 4].map((count) => rules.select(count));
    const known = Object.keys(texts.attemptsLeft);
    expect(forms.filter((form) => !known.includes(form))).toEqual([]);
  });
});

describe('the language', () => {
  it.each([
    ['pt-BR', 'pt-BR', 'ltr'],
    ['pt_br', 'pt-BR', 'ltr'],
    ['AR', 'ar', 'rtl'],
    ['nl', 'en', 'ltr'],
    ['', 'en', 'ltr'],
    ['no language', 'en', 'ltr'],
    ['constructor', 'en', 'ltr'],
  ])('for %j is %s', (wanted, tag, direction) => {
    expect(languageOf(wanted)).toMatchObject({ tag, direction });
  });
});

describe('the sentence for an error', () => {
  const now = new Date(2026, 4, 4, 14, 0).getTime();
  const inHours = (hours: number) => new Date(now + hours * 3_600_000).toISOString();

  it.each([
    ['en', new LinkError('contention'), 'Something else changed your link at the same moment. Try again.'],
    ['en', new LinkError('of a later version'), 'Something went wrong. Try again.'],
    ['en', new LinkError('toString'), 'Something went wrong. Try again.'],
    [
      'en-GB',
      new LinkError('too-many-calls', { retryAt: inHours(0.01) }),
      'That was too fast. Try again after 14:01.',
    ],
    [
      'en-GB',
      new LinkError('too-many-calls', { retryAt: inHours(23) }),
      'That was too fast. Try again after 5 May 2026 at 13:00.',
    ],
    [
      'de',
      new LinkError('confirmation-number-wrong', { remainingAttempts: 1 }),
      expect.stringMatching(/ Ein Versuch bleibt\.$/),
    ],
    [
      'ar',
      new LinkError('confirmation-number-wrong', { remainingAttempts: 2 }),
      expect.stringMatching(/ بقيت محاولتان\.$/),
    ],
  ])('in %s of %s is right', (tag, error, expected) => {
    expect(errorSentence(error, languageOf(tag), now)).toEqual(expected);
  });
});

it.each([
  [600_000, '10:00'],
  [60_999, '1:00'],
  [999, '0:00'],
  [-5_000, '0:00'],
])('a countdown of %i ms reads %s', (left, text) => {
  expect(formatCountdown(left)).toBe(text);
});
