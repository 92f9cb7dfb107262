import { LANGUAGES, type Language } from '../shared/language.ts';

/** Where most people read the language. Countries without one such language, and all others, are left to the fallback. */
const COUNTRIES: Readonly<Record<Language, string>> = {
  en: 'AG AI AU BB BM BS BZ CA DM FK GB GD GG GH GI GM GU GY IE IM JE JM KN KY LC LR MS NG NZ SL TC TT US VC VG VI ZA ZM ZW',
  es: 'AD AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE',
  pt: 'AO BR CV GW MZ PT ST',
  // India is left to the fallback: most people read Hindi, but not in its south and east.
  hi: '',
  ar: 'BH DZ EG EH IQ JO KW LB LY MA MR OM PS SA SD SY TN YE',
  de: 'AT DE LI',
  fr: 'BF BI BJ BL CD CF CG CI CM DJ FR GA GF GN GP HT KM LU MC MF MG ML MQ NC NE PF PM RE SN TD TG WF YT',
};

const languageOf: ReadonlyMap<string, Language> = new Map(
  LANGUAGES.flatMap((language) =>
    Array.from(COUNTRIES[language].matchAll(/[A-Z]{2}/g), ([country]) => [country, language] as const),
  ),
);

/** Takes an ISO 3166-1 code. Null where no language can be assumed. */
export function languageOfCountry(country: string): Language | null {
  return languageOf.get(country) ?? null;
}
