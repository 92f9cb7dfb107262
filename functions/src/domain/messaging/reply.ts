import type { Language } from '../shared/language.ts';

/** Which answer the chat gives, and in which language. Both are stored, the text never is. */
export type Reply =
  | { readonly kind: 'none' }
  | { readonly kind: SpokenKind; readonly language: Language }
  | {
      readonly kind: 'link-claimed';
      readonly language: Language;
      readonly requestId: string;
      readonly maskedAccount: string | null;
      readonly confirmationNumber: string;
    };

/** Replies that need nothing but their kind and language. */
type SpokenKind =
  | 'please-link'
  | 'link-code-refused'
  | 'too-many-codes'
  | 'number-taken'
  | 'request-ended'
  | 'how-to-finish'
  | 'how-to-link-again'
  | 'unlinked'
  | 'nothing-to-unlink'
  | 'status-linked'
  | 'status-not-linked'
  | 'help-linked'
  | 'help-not-linked'
  | 'help-opted-out'
  | 'opted-out'
  | 'opted-in'
  | 'how-to-start';

export type PlainReplyKind = SpokenKind | 'none';
export type ReplyKind = Reply['kind'];

export const noReply: Reply = { kind: 'none' };

/** A reply that needs no more than this. */
export function plainReply(kind: PlainReplyKind, language: Language): Reply {
  return kind === 'none' ? noReply : { kind, language };
}
