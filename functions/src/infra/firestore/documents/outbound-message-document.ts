import { FieldValue, type DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import { deliveryStateOf, type Delivery } from '../../../domain/messaging/delivery-status.ts';
import {
  OUTBOUND_STATES,
  partsOf,
  partToSend,
  type OutboundMessage,
  type Recipient,
} from '../../../domain/messaging/outbound-message.ts';
import type { FoundOutboundMessage } from '../../../domain/messaging/outbound-message-repository.ts';
import type { Instant } from '../../../domain/shared/clock.ts';
import { address, instant, timestamp, timestampOrNull } from './fields.ts';
import {
  contentOf,
  encodeTemplate,
  OUTBOUND_ID,
  outboundRequestSchema,
  problemsOf,
  templateOf,
  type OutboundRequestFields,
} from './outbound-request.ts';
import { DELETE_AT, retention } from './retention.ts';
import { attemptSchema, decodeAttempt, encodeAttempt } from './send-attempt.ts';
import { wellFormed } from './well-formed.ts';

const recipientSchema = z.union([
  z.object({ kind: z.literal('linked-user') }),
  z.object({
    kind: z.literal('address'),
    address,
    address_key: z.string().min(1),
    link_id: z.string().nullable(),
  }),
]);

const deliverySchema = z.record(
  z.string(),
  z.object({ rank: z.number(), provider_code: z.number().nullish() }),
);

/** What Linkline adds; a document that somebody has just written has none of it. */
const progressSchema = z.object({
  recipient: recipientSchema.default({ kind: 'linked-user' }),
  created_at: instant.optional(),
  state: z.enum(OUTBOUND_STATES).default('queued'),
  step: z.number().int().nonnegative().default(0),
  attempts: z.array(attemptSchema).default([]),
  tries_from: z.number().int().nonnegative().default(0),
  to: address.nullable().default(null),
  address_key: z.string().nullable().default(null),
  uses_fallback: z.boolean().default(false),
  next_at: instant.nullable().default(null),
  lease_token: z.string().nullable().default(null),
  looks: z.number().int().nonnegative().default(0),
  possible_duplicate: z.boolean().default(false),
  delivery: deliverySchema.default({}),
  check_at: instant.nullable().default(null),
  parts_check_at: instant.nullable().default(null),
  checks: z.number().int().nonnegative().default(0),
  reason: z.string().nullable().default(null),
  advice: z.string().nullable().default(null),
});

const OWN_FIELDS = new Set([
  ...Object.keys(progressSchema.shape),
  'part',
  'parts',
  'message_sids',
  'problems',
  DELETE_AT,
]);

/** Without `delivery`: status callbacks write it, at any time. */
export function encodeOutboundMessage(message: OutboundMessage): DocumentData {
  const { content, fallbackTemplate } = message;
  return {
    user_id: message.userId,
    ...wellFormed({
      ...(content.kind === 'text'
        ? { body: content.body, media_url: content.mediaUrl }
        : { template: encodeTemplate(content.template) }),
      fallback_template: fallbackTemplate && encodeTemplate(fallbackTemplate),
    }),
    expires_at: timestampOrNull(message.expiresAt),
    recipient: encodeRecipient(message.recipient),
    created_at: timestamp(message.createdAt),
    tries_from: message.triesFrom,
    to: message.to?.value ?? null,
    address_key: message.addressKey,
    uses_fallback: message.usesFallback,
    looks: message.looks,
    possible_duplicate: message.possibleDuplicate,
    parts: partsOf(message).length,
    ...encodeProgress(message),
    [DELETE_AT]: timestamp(message.createdAt + retention.message),
  };
}

/** What an acceptance changes. */
export function encodeProgress(message: OutboundMessage): DocumentData {
  const messageSids = message.attempts.flatMap(({ messageSid }) => messageSid ?? []);
  return {
    state: message.state,
    step: message.step,
    attempts: message.attempts.map(encodeAttempt),
    part: partToSend(message) ?? Math.max(0, partsOf(message).length - 1),
    next_at: timestampOrNull(message.nextAt),
    lease_token: message.leaseToken,
    ...encodeCheck(message),
    checks: message.checks,
    reason: message.reason,
    advice: message.advice,
    ...(messageSids.length > 0 && { message_sids: FieldValue.arrayUnion(...messageSids) }),
  };
}

/** A document that is wrong in everything must still have room for them. */
const MOST_PROBLEMS = 50;

/** `createdAt` is when the document was created, for those that do not say so themselves. */
export function decodeOutboundMessage(
  id: string,
  data: DocumentData,
  createdAt: Instant,
): FoundOutboundMessage {
  const request = Object.fromEntries(Object.entries(data).filter(([name]) => !OWN_FIELDS.has(name)));
  const parsed = outboundRequestSchema.safeParse(request);
  const progress = progressSchema.safeParse(data);
  const problems = [
    ...(OUTBOUND_ID.test(id) ? [] : [PROBLEM_OF_ID]),
    ...[parsed.error, progress.error].flatMap((error) => (error === undefined ? [] : problemsOf(error))),
  ];
  const content = parsed.success ? contentOf(parsed.data) : null;
  if (!parsed.success || !progress.success || content === null || problems.length > 0) {
    const shown = problems.slice(0, MOST_PROBLEMS);
    return { kind: 'invalid', invalid: { id, problems: shown, isMarked: data['state'] === 'failed' } };
  }
  return { kind: 'valid', message: messageOf(id, parsed.data, content, progress.data, createdAt) };
}

function messageOf(
  id: string,
  request: OutboundRequestFields,
  content: OutboundMessage['content'],
  fields: z.output<typeof progressSchema>,
  documentCreatedAt: Instant,
): OutboundMessage {
  const createdAt = fields.created_at ?? documentCreatedAt;
  return {
    id,
    userId: request.user_id,
    recipient: decodeRecipient(fields.recipient),
    content,
    fallbackTemplate: request.fallback_template ? templateOf(request.fallback_template) : null,
    createdAt,
    expiresAt: request.expires_at ?? null,
    state: fields.state,
    step: fields.step,
    attempts: fields.attempts.map(decodeAttempt),
    triesFrom: fields.tries_from,
    to: fields.to,
    addressKey: fields.address_key,
    usesFallback: fields.uses_fallback,
    nextAt: fields.state === 'queued' ? (fields.next_at ?? createdAt) : fields.next_at,
    leaseToken: fields.lease_token,
    looks: fields.looks,
    possibleDuplicate: fields.possible_duplicate,
    deliveries: Object.entries(fields.delivery).flatMap(decodeDelivery),
    checkAt: fields.check_at ?? fields.parts_check_at,
    checks: fields.checks,
    reason: fields.reason,
    advice: fields.advice,
  };
}

/** A report that ends a message takes `check_at` away unread, which would be too early where other parts are still on their way. */
function encodeCheck(message: OutboundMessage): DocumentData {
  const checkAt = timestampOrNull(message.checkAt);
  const isSplit = partsOf(message).length > 1;
  return { check_at: isSplit ? null : checkAt, parts_check_at: isSplit ? checkAt : null };
}

function decodeDelivery([messageSid, { rank, provider_code }]: [
  string,
  { readonly rank: number; readonly provider_code?: number | null | undefined },
]): readonly Delivery[] {
  const state = deliveryStateOf(rank);
  return state === null ? [] : [{ messageSid, state, providerCode: provider_code ?? null }];
}

function encodeRecipient(recipient: Recipient): DocumentData {
  if (recipient.kind === 'linked-user') return { kind: recipient.kind };
  const { address: to, addressKey, linkId } = recipient;
  return { kind: recipient.kind, address: to.value, address_key: addressKey, link_id: linkId };
}

function decodeRecipient(fields: z.output<typeof recipientSchema>): Recipient {
  if (fields.kind === 'linked-user') return fields;
  const { address: to, address_key, link_id } = fields;
  return { kind: fields.kind, address: to, addressKey: address_key, linkId: link_id };
}

const PROBLEM_OF_ID = "the document's id is not made of 8 to 64 letters, digits, - and _";
