import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { SendAttempt } from '../../../domain/messaging/outbound-message.ts';
import { instant, timestamp, timestampOrNull } from './fields.ts';

const outcomes = ['accepted', 'refused', 'postponed', 'unknown', 'sender-unusable', 'undelivered'] as const;

export const attemptSchema = z.object({
  started_at: instant,
  finished_at: instant.nullable(),
  part: z.number().int().nonnegative(),
  content: z.enum(['own', 'fallback']),
  outcome: z.enum(outcomes).nullable(),
  reason: z.string().nullable(),
  provider_code: z.number().nullable(),
  message_sid: z.string().nullable(),
});

export function encodeAttempt(attempt: SendAttempt): DocumentData {
  return {
    started_at: timestamp(attempt.startedAt),
    finished_at: timestampOrNull(attempt.finishedAt),
    part: attempt.part,
    content: attempt.content,
    outcome: attempt.outcome,
    reason: attempt.reason,
    provider_code: attempt.providerCode,
    message_sid: attempt.messageSid,
  };
}

export function decodeAttempt(fields: z.output<typeof attemptSchema>): SendAttempt {
  return {
    startedAt: fields.started_at,
    finishedAt: fields.finished_at,
    part: fields.part,
    content: fields.content,
    outcome: fields.outcome,
    reason: fields.reason,
    providerCode: fields.provider_code,
    messageSid: fields.message_sid,
  };
}
