import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { OutboundMessage, SendAttempt } from '../../../domain/messaging/outbound-message.ts';
import { address, instant, timestamp, timestampOrNull } from './fields.ts';
import { DELETE_AT, retention } from './retention.ts';

const attemptSchema = z.object({
  started_at: instant,
  finished_at: instant.nullable(),
  outcome: z.enum(['accepted', 'refused', 'postponed', 'unknown']).nullable(),
  provider_code: z.number().nullable(),
});

const schema = z.object({
  user_id: z.string().min(1),
  to: address,
  address_key: z.string().min(1),
  link_id: z.string().nullable(),
  body: z.string().min(1),
  created_at: instant,
  send_before: instant,
  state: z.enum(['queued', 'sending', 'accepted', 'unknown', 'failed', 'suppressed', 'expired', 'dead']),
  step: z.number().int().nonnegative(),
  attempts: z.array(attemptSchema),
  next_at: instant.nullable(),
  lease_token: z.string().nullable(),
  looks: z.number().int().nonnegative(),
  possible_duplicate: z.boolean(),
  message_sid: z.string().nullable(),
  delivery: z.object({ message_sid: z.string() }).optional(),
  reason: z.string().nullable(),
});

/** Without `delivery`: status callbacks write it, at any time. */
export function encodeOutboundMessage(message: OutboundMessage): DocumentData {
  return {
    user_id: message.userId,
    to: message.to.value,
    address_key: message.addressKey,
    link_id: message.linkId,
    body: message.body,
    created_at: timestamp(message.createdAt),
    send_before: timestamp(message.sendBefore),
    state: message.state,
    step: message.step,
    attempts: message.attempts.map(encodeAttempt),
    next_at: timestampOrNull(message.nextAt),
    lease_token: message.leaseToken,
    looks: message.looks,
    possible_duplicate: message.possibleDuplicate,
    message_sid: message.messageSid,
    reason: message.reason,
    [DELETE_AT]: timestamp(message.createdAt + retention.message),
  };
}

export function decodeOutboundMessage(id: string, data: DocumentData): OutboundMessage {
  const fields = schema.parse(data);
  return {
    id,
    userId: fields.user_id,
    to: fields.to,
    addressKey: fields.address_key,
    linkId: fields.link_id,
    body: fields.body,
    createdAt: fields.created_at,
    sendBefore: fields.send_before,
    state: fields.state,
    step: fields.step,
    attempts: fields.attempts.map(decodeAttempt),
    nextAt: fields.next_at,
    leaseToken: fields.lease_token,
    looks: fields.looks,
    possibleDuplicate: fields.possible_duplicate,
    messageSid: fields.message_sid,
    reportedSid: fields.delivery?.message_sid ?? null,
    reason: fields.reason,
  };
}

function encodeAttempt(attempt: SendAttempt): DocumentData {
  return {
    started_at: timestamp(attempt.startedAt),
    finished_at: timestampOrNull(attempt.finishedAt),
    outcome: attempt.outcome,
    provider_code: attempt.providerCode,
  };
}

function decodeAttempt(fields: z.output<typeof attemptSchema>): SendAttempt {
  return {
    startedAt: fields.started_at,
    finishedAt: fields.finished_at,
    outcome: fields.outcome,
    providerCode: fields.provider_code,
  };
}
