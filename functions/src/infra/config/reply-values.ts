import { z } from 'zod';
import { countriesWithCode } from '../../domain/replies/country-calling-codes.ts';
import { languageOfCountry } from '../../domain/replies/country-languages.ts';
import type { ReplyLanguagesConfig } from '../../domain/replies/reply-languages.ts';
import { replyTextProblem } from '../../domain/replies/reply-text-problem.ts';
import { isReplyTextKey } from '../../domain/replies/translation.ts';
import type { ReplyTextOverrides } from '../../domain/messaging/reply-texts.ts';
import { isLanguage, LANGUAGES, type Language } from '../../domain/shared/language.ts';

const AUTO = 'auto';
const COUNTRY = /^([A-Z]{2}):([a-z]{2})$/;

const FORM = '{"<language>": {"<key>": "<text>"}}';
const known = LANGUAGES.join(', ');

/** Every problem continues "REPLY_LANGUAGES …". */
export function replyLanguages() {
  return z.string().transform((text, context): ReplyLanguagesConfig => {
    const items = text.split(/[\s,]+/).filter((item) => item !== '');
    const countries = items.filter((item) => item.includes(':'));
    const languages = items.filter((item) => !item.includes(':'));
    const isAuto = languages.join() === AUTO;
    const [first, ...others] = isAuto ? LANGUAGES : languages.filter(isLanguage);
    if (first === undefined || (!isAuto && others.length + 1 < languages.length)) {
      context.addIssue(`is neither ${AUTO} nor some of ${known}, with commas between them.`);
      return z.NEVER;
    }
    const spoken = [first, ...others] as const;
    const ofCountries = new Map(countries.flatMap((item) => countryLanguage(item, spoken) ?? []));
    if (ofCountries.size < countries.length)
      context.addIssue(
        'names a country that does not exist, twice, or with a language that is not spoken: write "IN:hi".',
      );
    return { spoken, ofCountries };
  });
}

function countryLanguage(item: string, spoken: readonly Language[]): readonly [[string, Language]] | null {
  const [, country = '', code = ''] = COUNTRY.exec(item) ?? [];
  const language = spoken.find((one) => one === code);
  return language === undefined || !isCountry(country) ? null : [[country, language]];
}

function isCountry(code: string): boolean {
  return countriesWithCode.has(code) || languageOfCountry(code) !== null;
}

/** Every problem continues "REPLY_TEXTS …" and repeats nothing of what was given. */
export function replyTexts() {
  return z.string().transform((text, context): ReplyTextOverrides => {
    const byLanguage = text === '' ? {} : objectIn(text);
    const problems = byLanguage === null ? [`is not JSON of the form ${FORM}.`] : problemsOf(byLanguage);
    for (const problem of problems) context.addIssue(problem);
    // every language, key and text of it has been checked
    return problems.length > 0 ? z.NEVER : (byLanguage as ReplyTextOverrides);
  });
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problemsOf(byLanguage: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(byLanguage).flatMap(([language, texts]) => {
    if (!isLanguage(language)) return `has a language that is none of ${known}.`;
    if (!isRecord(texts)) return `${language} is not an object of texts.`;
    return Object.entries(texts).flatMap(([key, text]) => textProblem(language, key, text) ?? []);
  });
}

function textProblem(language: Language, key: string, text: unknown): string | null {
  if (!isReplyTextKey(key)) return `${language} has a key that does not exist: docs/languages.md lists them.`;
  if (typeof text !== 'string') return `${language}.${key} is not a text.`;
  const problem = replyTextProblem(key, text);
  return problem && `${language}.${key} ${problem}.`;
}
