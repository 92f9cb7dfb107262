import { arabic } from './arabic.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { hindi } from './hindi.ts';
import type { LinkTexts } from './link-texts.ts';
import { portuguese } from './portuguese.ts';
import { spanish } from './spanish.ts';

/** The texts by the primary subtag of their language. */
export const languages = {
  ar: arabic,
  de: german,
  en: english,
  es: spanish,
  fr: french,
  hi: hindi,
  pt: portuguese,
} as const satisfies Readonly<Record<string, LinkTexts>>;

export interface Language {
  /** As the page asked for it, so that times look as in its region; `en` where there are no texts in it. */
  readonly tag: string;
  readonly texts: LinkTexts;
  readonly direction: 'ltr' | 'rtl';
}

/** The language for a BCP 47 tag such as `pt-BR`. */
export function languageOf(wanted: string): Language {
  const tag = canonicalTag(wanted);
  const primary = tag.split('-')[0] ?? '';
  if (!isKnown(primary)) return { tag: 'en', texts: english, direction: 'ltr' };
  return { tag, texts: languages[primary], direction: primary === 'ar' ? 'rtl' : 'ltr' };
}

function isKnown(primary: string): primary is keyof typeof languages {
  return Object.hasOwn(languages, primary);
}

function canonicalTag(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? '';
  } catch {
    // no language at all
    return '';
  }
}
