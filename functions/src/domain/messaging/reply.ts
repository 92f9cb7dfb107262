/** Which answer the chat gives. The kind is stored, the text never is. */
export type Reply =
  | { readonly kind: 'none' }
  | { readonly kind: 'please-link' }
  | {
      readonly kind: 'link-claimed';
      readonly requestId: string;
      readonly maskedAccount: string | null;
      readonly confirmationNumber: string;
    }
  | { readonly kind: 'link-code-refused' }
  | { readonly kind: 'too-many-codes' }
  | { readonly kind: 'number-taken' }
  | { readonly kind: 'request-ended' }
  | { readonly kind: 'how-to-finish' }
  | { readonly kind: 'how-to-link-again' }
  | { readonly kind: 'unlinked' }
  | { readonly kind: 'nothing-to-unlink' }
  | { readonly kind: 'status-linked' }
  | { readonly kind: 'status-not-linked' }
  | { readonly kind: 'help-linked' }
  | { readonly kind: 'help-not-linked' }
  | { readonly kind: 'help-opted-out' }
  | { readonly kind: 'opted-out' }
  | { readonly kind: 'opted-in' }
  | { readonly kind: 'how-to-start' };

export type ReplyKind = Reply['kind'];
/** Replies that need nothing but their kind. */
export type PlainReplyKind = Exclude<ReplyKind, 'link-claimed'>;

export const noReply: Reply = { kind: 'none' };
