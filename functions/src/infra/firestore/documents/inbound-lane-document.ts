import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { InboundLane } from '../../../domain/messaging/inbound-message-repository.ts';
import { instant, timestampOrNull } from './fields.ts';

const schema = z.object({ lease_token: z.string().nullable(), lease_until: instant.nullable() });

export function encodeInboundLane({ leaseToken, leaseUntil }: InboundLane): DocumentData {
  return { lease_token: leaseToken, lease_until: timestampOrNull(leaseUntil) };
}

export function decodeInboundLane(userId: string, data: DocumentData): InboundLane {
  const { lease_token, lease_until } = schema.parse(data);
  return { userId, leaseToken: lease_token, leaseUntil: lease_until };
}
