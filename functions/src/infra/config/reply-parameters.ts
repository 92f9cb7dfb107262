import { defineString } from 'firebase-functions/params';

/** In which languages the chat answers, and in which words. */
export const replyParameters = {
  replyLanguages: defineString('REPLY_LANGUAGES', {
    default: 'auto',
    description:
      'auto: the language of the person\'s app or country. Or the languages to speak, the fallback first: "de" or "en,fr". Countries may follow: "auto,IN:hi".',
    input: {
      text: {
        validationRegex: /^[A-Za-z:,\s]+$/,
        validationErrorMessage: 'Enter auto or languages, with commas between them.',
        example: 'auto',
      },
    },
  }),
  replyTexts: defineString('REPLY_TEXTS', {
    default: '',
    description: 'Replies in words of your own, as JSON by language and key: see docs/languages.md.',
  }),
} as const;
