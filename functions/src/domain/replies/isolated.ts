import type { Language } from '../shared/language.ts';

const RIGHT_TO_LEFT: ReadonlySet<Language> = new Set<Language>(['ar']);
const RIGHT_TO_LEFT_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * Keeps a value that may run against its sentence from disordering it: https://www.unicode.org/reports/tr9/. For values that nobody copies:
 * the marks would be part of the copy, and a phone takes them for the end of a web address.
 */
export function isolated(value: string, language: Language): string {
  const isNeeded = RIGHT_TO_LEFT.has(language) || RIGHT_TO_LEFT_LETTER.test(value);
  return isNeeded ? `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}` : value;
}
