import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { AddressKey } from '../../../domain/linking/address-key.ts';
import { isLasting, unknownContact, type Contact } from '../../../domain/linking/contact.ts';
import type { Instant } from '../../../domain/shared/clock.ts';
import type { RetentionConfig } from '../../config/retention-config.ts';
import { collections } from '../collections.ts';
import { removed } from './field-changes.ts';
import { instant, language, timestamp, timestampOrNull } from './fields.ts';
import { parseDocument } from './parse-document.ts';
import { plainReplyKind } from './reply-kind.ts';
import { DELETE_AT } from './retention.ts';

const schema = z.object({
  opted_out: z.boolean().default(false),
  opt_out_changed_at: instant.nullable().default(null),
  blocked: z.boolean().default(false),
  mapping_id: z.string().nullable().default(null),
  waiting: z.object({ request_id: z.string(), expires_at: instant, language }).nullable().default(null),
  wrong_codes: z.array(instant).default([]),
  please_link_replies: z.array(instant).default([]),
  automatic_replies: z.array(instant).default([]),
  opt_out_hint_at: instant.nullable().default(null),
  last_reply: z.object({ message_sid: z.string(), kind: plainReplyKind }).nullable().default(null),
});

export function encodeContact(contact: Contact, retention: RetentionConfig): DocumentData {
  return {
    opted_out: contact.optedOut,
    opt_out_changed_at: timestampOrNull(contact.optOutChangedAt),
    blocked: contact.blocked,
    mapping_id: contact.mappingId,
    waiting: contact.waiting && {
      request_id: contact.waiting.requestId,
      expires_at: timestamp(contact.waiting.expiresAt),
      language: contact.waiting.language,
    },
    wrong_codes: contact.wrongCodes.map(timestamp),
    please_link_replies: contact.pleaseLinkReplies.map(timestamp),
    automatic_replies: contact.automaticReplies.map(timestamp),
    opt_out_hint_at: timestampOrNull(contact.optOutHintAt),
    last_reply: contact.lastReply && {
      message_sid: contact.lastReply.messageSid,
      kind: contact.lastReply.kind,
    },
    ...(isLasting(contact) ? {} : { [DELETE_AT]: timestamp(endOf(contact, retention)) }),
  };
}

export function decodeContact(addressKey: AddressKey, data: DocumentData): Contact {
  const fields = parseDocument(collections.contacts, schema, data);
  return {
    ...unknownContact(addressKey),
    optedOut: fields.opted_out,
    optOutChangedAt: fields.opt_out_changed_at,
    blocked: fields.blocked,
    mappingId: fields.mapping_id,
    waiting: fields.waiting && {
      requestId: fields.waiting.request_id,
      expiresAt: fields.waiting.expires_at,
      language: fields.waiting.language,
    },
    wrongCodes: fields.wrong_codes,
    pleaseLinkReplies: fields.please_link_replies,
    automaticReplies: fields.automatic_replies,
    optOutHintAt: fields.opt_out_hint_at,
    lastReply: fields.last_reply && {
      messageSid: fields.last_reply.message_sid,
      kind: fields.last_reply.kind,
    },
  };
}

/** Fields of a blind merge: what points to a mapping is kept as long as the link. */
export function encodePointer(mappingId: AddressKey): DocumentData {
  return { mapping_id: mappingId, [DELETE_AT]: removed };
}

/** A change of opt-out is remembered for as long as the receipt of the message that made it. */
function endOf(contact: Contact, retention: RetentionConfig): Instant {
  const optOutEnd = (contact.optOutChangedAt ?? 0) + retention.commandReceipt;
  return Math.max(newest(contact) + retention.contact, optOutEnd);
}

function newest(contact: Contact): Instant {
  return Math.max(
    0,
    contact.waiting?.expiresAt ?? 0,
    contact.optOutHintAt ?? 0,
    ...contact.wrongCodes,
    ...contact.pleaseLinkReplies,
    ...contact.automaticReplies,
  );
}
