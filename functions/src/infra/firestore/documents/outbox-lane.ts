import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { OutboxLane } from '../../../domain/messaging/outbox-lane.ts';
import { instant, timestamp } from './fields.ts';

export const outboxLaneSchema = z.record(
  z.string(),
  z.object({
    created_at: instant,
    state: z.enum(['waiting', 'sending', 'unknown']),
    step: z.number().int().nonnegative(),
    next_at: instant,
  }),
);

/** By message id, so that one entry can be removed without reading the others. */
export function encodeOutboxLane(lane: OutboxLane): DocumentData {
  return Object.fromEntries(
    lane.map(({ messageId, createdAt, state, step, nextAt }) => [
      messageId,
      { created_at: timestamp(createdAt), state, step, next_at: timestamp(nextAt) },
    ]),
  );
}

export function decodeOutboxLane(fields: z.output<typeof outboxLaneSchema>): OutboxLane {
  return Object.entries(fields).map(([messageId, { created_at, state, step, next_at }]) => ({
    messageId,
    createdAt: created_at,
    state,
    step,
    nextAt: next_at,
  }));
}
