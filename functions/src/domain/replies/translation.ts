import type { PlaceholderIn } from './reply-template.ts';
import { english } from './texts/english.ts';

/** What the chat says by itself, and the parts of which it is made. */
export type ReplyTextKey = keyof typeof english;
export type ReplyPlaceholder<Key extends ReplyTextKey> = PlaceholderIn<(typeof english)[Key]>;

/** The words of one language. */
export type Translation = Readonly<Record<ReplyTextKey, string>>;

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

type Checked<Texts extends Translation> = {
  readonly [Key in keyof Texts]: Key extends ReplyTextKey
    ? Same<PlaceholderIn<Texts[Key]>, ReplyPlaceholder<Key>> extends true
      ? Texts[Key]
      : { readonly needs: ReplyPlaceholder<Key> }
    : never;
};

/** Does not compile where a text is missing, or has other placeholders than the English one. */
export function translation<const Texts extends Translation>(texts: Texts & Checked<Texts>): Translation {
  return texts;
}

const KEYS: ReadonlySet<string> = new Set(Object.keys(english));

export function isReplyTextKey(key: string): key is ReplyTextKey {
  return KEYS.has(key);
}
