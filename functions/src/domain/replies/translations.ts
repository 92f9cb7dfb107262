import type { Language } from '../shared/language.ts';
import { arabic } from './texts/arabic.ts';
import { english } from './texts/english.ts';
import { french } from './texts/french.ts';
import { german } from './texts/german.ts';
import { hindi } from './texts/hindi.ts';
import { portuguese } from './texts/portuguese.ts';
import { spanish } from './texts/spanish.ts';
import type { Translation } from './translation.ts';

export const translations: Readonly<Record<Language, Translation>> = {
  en: english,
  es: spanish,
  pt: portuguese,
  hi: hindi,
  ar: arabic,
  de: german,
  fr: french,
};
