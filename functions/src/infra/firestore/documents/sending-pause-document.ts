import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { SendingPause } from '../../../domain/messaging/sending-pause.ts';
import { instant, timestamp, timestampOrNull } from './fields.ts';

const schema = z.object({
  since: instant,
  reason: z.string(),
  provider_code: z.number().nullable(),
  advice: z.string().nullable(),
  probe_at: instant.nullable(),
});

export function encodeSendingPause(pause: SendingPause): DocumentData {
  return {
    since: timestamp(pause.since),
    reason: pause.reason,
    provider_code: pause.providerCode,
    advice: pause.advice,
    probe_at: timestampOrNull(pause.probeAt),
  };
}

export function decodeSendingPause(data: DocumentData): SendingPause {
  const fields = schema.parse(data);
  return {
    since: fields.since,
    reason: fields.reason,
    providerCode: fields.provider_code,
    advice: fields.advice,
    probeAt: fields.probe_at,
  };
}
