import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import { REMOVED_KINDS, type Erasure } from '../../../domain/privacy/erasure.ts';
import { instant, timestamp, timestampOrNull } from './fields.ts';
import { DELETE_AT } from './retention.ts';

const schema = z.object({
  state: z.enum(['started', 'finished']),
  started_at: instant,
  finished_at: instant.nullable(),
  address_keys: z.array(z.string()),
  removed: z.record(z.enum(REMOVED_KINDS), z.number().int().nonnegative()),
  [DELETE_AT]: instant,
});

export function encodeErasure(erasure: Erasure): DocumentData {
  return {
    state: erasure.state,
    started_at: timestamp(erasure.startedAt),
    finished_at: timestampOrNull(erasure.finishedAt),
    address_keys: [...erasure.addressKeys],
    removed: { ...erasure.removed },
    [DELETE_AT]: timestamp(erasure.deleteAt),
  };
}

export function decodeErasure(userKey: string, data: DocumentData): Erasure {
  const fields = schema.parse(data);
  return {
    userKey,
    state: fields.state,
    startedAt: fields.started_at,
    finishedAt: fields.finished_at,
    addressKeys: fields.address_keys,
    removed: fields.removed,
    deleteAt: fields[DELETE_AT],
  };
}
