import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { StoredInboundMessage } from '../../../domain/messaging/inbound-message-repository.ts';
import type { RetentionConfig } from '../../config/retention-config.ts';
import { instant, timestamp, timestampOrNull } from './fields.ts';
import { decodeInboundContent, encodeInboundContent } from './inbound-content.ts';
import { DELETE_AT } from './retention.ts';

/** A default stands for what documents of an earlier version do not have. */
const schema = z.object({
  user_id: z.string().min(1),
  number: z.number().int().positive(),
  received_at: instant,
  backfilled: z.boolean().default(false),
  state: z.enum(['stored', 'processing', 'waiting', 'processed', 'dead']),
  in_line: z.boolean().default(true),
  out_of_order: z.boolean().default(false),
  attempts: z.number().int().nonnegative().default(0),
  blocking_since: instant.nullable().default(null),
  next_at: instant.nullable().default(null),
  lease_token: z.string().nullable().default(null),
  reason: z.string().nullable().default(null),
  content_hash: z.string().nullable().default(null),
});

export function encodeInboundMessage(stored: StoredInboundMessage, retention: RetentionConfig): DocumentData {
  return {
    ...encodeInboundContent(stored.message),
    user_id: stored.userId,
    number: stored.number,
    received_at: timestamp(stored.receivedAt),
    backfilled: stored.backfilled,
    state: stored.state,
    in_line: stored.inLine,
    out_of_order: stored.outOfOrder,
    attempts: stored.attempts,
    blocking_since: timestampOrNull(stored.blockingSince),
    next_at: timestampOrNull(stored.nextAt),
    lease_token: stored.leaseToken,
    reason: stored.reason,
    ...(stored.contentHash !== null && { content_hash: stored.contentHash }),
    [DELETE_AT]: timestamp(stored.receivedAt + retention.inboundMessage),
  };
}

export function decodeInboundMessage(messageSid: string, data: DocumentData): StoredInboundMessage {
  const fields = schema.parse(data);
  return {
    userId: fields.user_id,
    number: fields.number,
    message: decodeInboundContent(messageSid, data),
    receivedAt: fields.received_at,
    backfilled: fields.backfilled,
    state: fields.state,
    inLine: fields.in_line,
    outOfOrder: fields.out_of_order,
    attempts: fields.attempts,
    blockingSince: fields.blocking_since,
    nextAt: fields.next_at,
    leaseToken: fields.lease_token,
    reason: fields.reason,
    contentHash: fields.content_hash,
  };
}
