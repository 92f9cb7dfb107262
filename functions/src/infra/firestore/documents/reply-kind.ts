import { z } from 'zod';
import type { PlainReplyKind } from '../../../domain/messaging/reply.ts';

const kinds = {
  none: true,
  'please-link': true,
  'link-code-refused': true,
  'too-many-codes': true,
  'number-taken': true,
  'request-ended': true,
  'how-to-finish': true,
  'how-to-link-again': true,
  unlinked: true,
  'nothing-to-unlink': true,
  'status-linked': true,
  'status-not-linked': true,
  'help-linked': true,
  'help-not-linked': true,
  'help-opted-out': true,
  'opted-out': true,
  'opted-in': true,
  'how-to-start': true,
} satisfies Record<PlainReplyKind, true>;

const isPlainReplyKind = (value: string): value is PlainReplyKind => Object.hasOwn(kinds, value);

export const plainReplyKind = z.string().refine(isPlainReplyKind);
