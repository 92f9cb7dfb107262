import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import { PRODUCT_EVENT_TYPES } from '../../../domain/messaging/product-event.ts';
import type { StoredEvent } from '../../../domain/messaging/product-event-repository.ts';
import type { RetentionConfig } from '../../config/retention-config.ts';
import { instant, timestamp, timestampOrNull } from './fields.ts';
import { DELETE_AT } from './retention.ts';

const schema = z.object({
  type: z.enum(PRODUCT_EVENT_TYPES),
  user_id: z.string().min(1),
  occurred_at: instant,
  message_id: z.string().nullable(),
  reason: z.string().nullable(),
  state: z.enum(['pending', 'delivered', 'dead']),
  attempts: z.number().int().nonnegative(),
  next_at: instant.nullable(),
  failure_reason: z.string().nullable(),
});

export function encodeProductEvent(
  { event, state, attempts, nextAt, reason }: StoredEvent,
  retention: RetentionConfig,
): DocumentData {
  return {
    type: event.type,
    user_id: event.userId,
    occurred_at: timestamp(event.occurredAt),
    message_id: event.messageId,
    reason: event.reason,
    state,
    attempts,
    next_at: timestampOrNull(nextAt),
    failure_reason: reason,
    [DELETE_AT]: timestamp(event.occurredAt + retention.event),
  };
}

export function decodeProductEvent(id: string, data: DocumentData): StoredEvent {
  const fields = schema.parse(data);
  return {
    event: {
      id,
      type: fields.type,
      userId: fields.user_id,
      occurredAt: fields.occurred_at,
      messageId: fields.message_id,
      reason: fields.reason,
    },
    state: fields.state,
    attempts: fields.attempts,
    nextAt: fields.next_at,
    reason: fields.failure_reason,
  };
}
