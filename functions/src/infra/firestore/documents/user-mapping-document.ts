import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import { USER_MAPPING_STATES, type Consent, type UserMapping } from '../../../domain/linking/user-mapping.ts';
import { decodeOutboxLane, encodeOutboxLane, outboxLaneSchema } from './outbox-lane.ts';
import { collections } from '../collections.ts';
import { address, instant, language, timestamp, timestampOrNull } from './fields.ts';
import { parseDocument } from './parse-document.ts';

const SCHEMA_VERSION = 1;

const consentSchema = z.object({
  method: z.enum(['code-and-digits', 'code']),
  statement: z.string(),
  message_sid: z.string(),
  given_at: instant,
});

/** A default stands for what documents of an earlier version do not have. */
const schema = z.object({
  user_id: z.string().min(1),
  whatsapp_number: address,
  external_user_id: address.nullable(),
  profile_name: z.string().nullable(),
  language,
  link_id: z.string().nullable(),
  state: z.enum(USER_MAPPING_STATES),
  linked_at: instant,
  last_inbound_at: instant,
  next_message_number: z.number().int().positive(),
  opted_out: z.boolean(),
  opt_out_hint_at: instant.nullable(),
  outbox: outboxLaneSchema.default({}),
  failed_deliveries: z.number().int().nonnegative().default(0),
  consent: consentSchema.nullable().default(null),
  identity_seen: z.object({ sender: z.string(), at: instant }).nullable().default(null),
  held_since: instant.nullable().default(null),
});

export function encodeUserMapping(mapping: UserMapping): DocumentData {
  return {
    user_id: mapping.userId,
    whatsapp_number: mapping.address.value,
    external_user_id: mapping.otherAddress?.value ?? null,
    profile_name: mapping.profileName,
    language: mapping.language,
    link_id: mapping.linkId,
    state: mapping.state,
    linked_at: timestamp(mapping.linkedAt),
    last_inbound_at: timestamp(mapping.lastInboundAt),
    next_message_number: mapping.nextMessageNumber,
    opted_out: mapping.optedOut,
    opt_out_hint_at: timestampOrNull(mapping.optOutHintAt),
    outbox: encodeOutboxLane(mapping.outbox),
    failed_deliveries: mapping.failedDeliveries,
    consent: mapping.consent && encodeConsent(mapping.consent),
    identity_seen: mapping.identitySeen && {
      sender: mapping.identitySeen.sender,
      at: timestamp(mapping.identitySeen.at),
    },
    held_since: timestampOrNull(mapping.heldSince),
    schema_version: SCHEMA_VERSION,
  };
}

export function decodeUserMapping(addressKey: string, data: DocumentData): UserMapping {
  const fields = parseDocument(collections.userMappings, schema, data);
  return {
    addressKey,
    userId: fields.user_id,
    address: fields.whatsapp_number,
    otherAddress: fields.external_user_id,
    profileName: fields.profile_name,
    language: fields.language,
    linkId: fields.link_id,
    state: fields.state,
    linkedAt: fields.linked_at,
    lastInboundAt: fields.last_inbound_at,
    nextMessageNumber: fields.next_message_number,
    optedOut: fields.opted_out,
    optOutHintAt: fields.opt_out_hint_at,
    outbox: decodeOutboxLane(fields.outbox),
    failedDeliveries: fields.failed_deliveries,
    consent: fields.consent && decodeConsent(fields.consent),
    identitySeen: fields.identity_seen,
    heldSince: fields.held_since,
  };
}

function encodeConsent({ method, statement, messageSid, givenAt }: Consent): DocumentData {
  return { method, statement, message_sid: messageSid, given_at: timestamp(givenAt) };
}

function decodeConsent({
  method,
  statement,
  message_sid,
  given_at,
}: z.output<typeof consentSchema>): Consent {
  return { method, statement, messageSid: message_sid, givenAt: given_at };
}
