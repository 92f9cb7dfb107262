import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import { deliveryStateOf, type Delivery } from '../../../domain/messaging/delivery-status.ts';
import {
  OUTBOUND_STATES,
  partCount,
  partToSend,
  type OutboundMessage,
  type Recipient,
} from '../../../domain/messaging/outbound-message.ts';
import type {
  FoundOutboundMessage,
  InvalidOutboundMessage,
} from '../../../domain/messaging/outbound-message-repository.ts';
import { isFinal } from '../../../domain/messaging/outbound-transitions.ts';
import type { Instant } from '../../../domain/shared/clock.ts';
import { ListAddition } from './field-changes.ts';
import { address, instant, timestamp, timestampOrNull } from './fields.ts';
import { encodeContent } from './outbound-content.ts';
import {
  erasedRequest,
  OUTBOUND_ID,
  outboundRequest,
  problemsOf,
  type OutboundRequest,
} from './outbound-request.ts';
import type { RetentionConfig } from '../../config/retention-config.ts';
import { DELETE_AT } from './retention.ts';
import { TRACE } from './trace-field.ts';
import { attemptSchema, decodeAttempt, encodeAttempt } from './send-attempt.ts';

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
  parts: z.number().int().positive().catch(1),
});

const OWN_FIELDS = new Set([
  ...Object.keys(progressSchema.shape),
  'part',
  'message_sids',
  'problems',
  TRACE,
  DELETE_AT,
]);

/** Without `delivery`: status callbacks write it, at any time. What is erased is deleted, so the fields are for a merge. */
export function encodeOutboundMessage(message: OutboundMessage, retention: RetentionConfig): DocumentData {
  return {
    user_id: message.userId,
    ...encodeContent(message),
    expires_at: timestampOrNull(message.expiresAt),
    recipient: encodeRecipient(message.recipient),
    created_at: timestamp(message.createdAt),
    tries_from: message.triesFrom,
    to: message.to?.value ?? null,
    address_key: message.addressKey,
    uses_fallback: message.usesFallback,
    looks: message.looks,
    possible_duplicate: message.possibleDuplicate,
    parts: partCount(message),
    ...encodeProgress(message),
    [DELETE_AT]: timestamp(message.createdAt + retention.outboundMessage),
  };
}

/** What an acceptance changes. */
export function encodeProgress(message: OutboundMessage): DocumentData {
  const messageSids = message.attempts.flatMap(({ messageSid }) => messageSid ?? []);
  return {
    state: message.state,
    step: message.step,
    attempts: message.attempts.map(encodeAttempt),
    part: partToSend(message) ?? Math.max(0, partCount(message) - 1),
    next_at: timestampOrNull(message.nextAt),
    lease_token: message.leaseToken,
    ...encodeCheck(message),
    checks: message.checks,
    reason: message.reason,
    advice: message.advice,
    ...(messageSids.length > 0 && { message_sids: new ListAddition(messageSids) }),
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
  const progress = progressSchema.safeParse(data);
  const erased = progress.success && 'content_hash' in data && isFinal(progress.data) ? progress.data : null;
  const parsed = (erased === null ? outboundRequest : erasedRequest(erased.parts)).safeParse(request);
  const problems = [
    ...(OUTBOUND_ID.test(id) ? [] : [PROBLEM_OF_ID]),
    ...[parsed.error, progress.error].flatMap((error) => (error === undefined ? [] : problemsOf(error))),
  ];
  if (!parsed.success || !progress.success || problems.length > 0) {
    return { kind: 'invalid', invalid: invalidOf(id, data, problems.slice(0, MOST_PROBLEMS)) };
  }
  return { kind: 'valid', message: messageOf(id, parsed.data, progress.data, createdAt) };
}

/** What the mark says counts: the fields that were wrong may be gone since. */
function invalidOf(id: string, data: DocumentData, problems: readonly string[]): InvalidOutboundMessage {
  const userId = z.string().nullable().catch(null).parse(data['user_id']);
  const isMarked = data['state'] === 'failed';
  const marked = z.array(z.string()).safeParse(data['problems']);
  return { id, userId, isMarked, problems: isMarked && marked.success ? marked.data : problems };
}

function messageOf(
  id: string,
  request: OutboundRequest,
  fields: z.output<typeof progressSchema>,
  documentCreatedAt: Instant,
): OutboundMessage {
  const createdAt = fields.created_at ?? documentCreatedAt;
  return {
    id,
    ...request,
    recipient: decodeRecipient(fields.recipient),
    createdAt,
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
  const isSplit = partCount(message) > 1;
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
