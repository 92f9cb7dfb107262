/** The languages of the chat, by their ISO 639-1 codes. */
export const LANGUAGES = ['en', 'es', 'pt', 'hi', 'ar', 'de', 'fr'] as const;

export type Language = (typeof LANGUAGES)[number];

export function isLanguage(value: string): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The language of a tag such as "pt-BR" (https://www.rfc-editor.org/info/bcp47), or null where it is none of the chat's. */
export function languageOfTag(tag: string): Language | null {
  const [primary = ''] = tag.toLowerCase().split(/[-_]/);
  return isLanguage(primary) ? primary : null;
}
