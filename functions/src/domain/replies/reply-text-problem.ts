import { readIntent } from '../messaging/inbound-intent.ts';
import { placeholdersIn } from './reply-template.ts';
import { english } from './texts/english.ts';
import type { ReplyTextKey } from './translation.ts';

/** UTF-16 units. With the product's name and the longest link page, and with one such text inside another, one message still holds it. */
export const LONGEST_REPLY_TEXT = 500;

/** Why a product's own text will not do, without repeating any of it; null where it will. */
export function replyTextProblem(key: ReplyTextKey, text: string): string | null {
  if (text.trim() === '') return 'is empty';
  if (text.length > LONGEST_REPLY_TEXT) return `is longer than ${LONGEST_REPLY_TEXT} characters`;
  if (readIntent({ body: text, optOutType: null }).kind !== 'ordinary') return 'is a command of the chat';
  const needed = placeholdersIn(english[key]);
  if (placeholdersIn(text).toSorted().join() === needed.toSorted().join()) return null;
  return needed.length === 0
    ? 'must not have placeholders'
    : `must have ${needed.map((name) => `{${name}}`).join(' and ')}, once, and no other placeholder`;
}
