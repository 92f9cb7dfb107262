import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { CommandReceipt } from '../../../domain/linking/linking-repositories.ts';
import type { RetentionConfig } from '../../config/retention-config.ts';
import { instant, language, timestamp } from './fields.ts';
import { plainReplyKind } from './reply-kind.ts';
import { DELETE_AT } from './retention.ts';

const schema = z.object({
  address_key: z.string(),
  reply: z.union([
    z.object({ kind: z.literal('link-claimed'), request_id: z.string() }),
    z.object({ kind: plainReplyKind }),
  ]),
  language,
  answered_at: instant,
});

export function encodeCommandReceipt(
  { addressKey, reply, language: spoken, answeredAt }: CommandReceipt,
  retention: RetentionConfig,
): DocumentData {
  return {
    address_key: addressKey,
    reply:
      reply.kind === 'link-claimed'
        ? { kind: reply.kind, request_id: reply.requestId }
        : { kind: reply.kind },
    language: spoken,
    answered_at: timestamp(answeredAt),
    [DELETE_AT]: timestamp(answeredAt + retention.commandReceipt),
  };
}

export function decodeCommandReceipt(messageSid: string, data: DocumentData): CommandReceipt {
  const { address_key, reply, language: spoken, answered_at } = schema.parse(data);
  return {
    messageSid,
    addressKey: address_key,
    reply: 'request_id' in reply ? { kind: reply.kind, requestId: reply.request_id } : { kind: reply.kind },
    language: spoken,
    answeredAt: answered_at,
  };
}
