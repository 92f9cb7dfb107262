import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import { REMOVED_KINDS, type Erasure } from '../../../domain/privacy/erasure.ts';
import { collections } from '../collections.ts';
import { instant, timestamp, timestampOrNull } from './fields.ts';
import { parseDocument } from './parse-document.ts';
import { isAddressKey } from './rekeyed-fields.ts';
import { DELETE_AT } from './retention.ts';

const schema = z.object({
  state: z.enum(['started', 'finished']),
  started_at: instant,
  finished_at: instant.nullable(),
  address_keys: z.array(z.string().refine(isAddressKey)),
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
  return erasureOf(userKey, parseDocument(collections.erasures, schema, data));
}

/** Null where it cannot be read. */
export function readableErasure(userKey: string, data: DocumentData): Erasure | null {
  const { data: fields } = schema.safeParse(data);
  return fields === undefined ? null : erasureOf(userKey, fields);
}

function erasureOf(userKey: string, fields: z.output<typeof schema>): Erasure {
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
