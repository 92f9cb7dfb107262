import type { LinkError } from '../linking/link-error.ts';
import type { Language } from './language.ts';
import { retryTimeIn } from './link-times.ts';
import type { ExplainedCode, LinkTexts } from './link-texts.ts';

/** What to tell the person of an error: why, how many tries are left, and when the next one is allowed. */
export function errorSentence(
  { code, remainingAttempts, retryAt }: LinkError,
  { tag, texts }: Language,
  now: number,
): string {
  const sentences = [isExplained(code, texts) ? texts.errors[code] : texts.errors.unexpected];
  if (remainingAttempts !== null) sentences.push(attemptsLeft(remainingAttempts, tag, texts));
  if (retryAt !== null) sentences.push(texts.retryAfter.replace('{time}', retryTimeIn(tag, retryAt, now)));
  return sentences.join(' ');
}

function isExplained(code: string, { errors }: LinkTexts): code is ExplainedCode {
  return Object.hasOwn(errors, code);
}

function attemptsLeft(count: number, tag: string, { attemptsLeft: forms }: LinkTexts): string {
  const form = new Intl.PluralRules(tag).select(count);
  return (forms[form] ?? forms.other).replace('{count}', new Intl.NumberFormat(tag).format(count));
}
