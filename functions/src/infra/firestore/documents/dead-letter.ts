import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { DeadKind, DeadLetter } from '../../../domain/operating/operator-queries.ts';
import { instant } from './fields.ts';

const text = z.string().nullable().catch(null);
const time = instant.nullable().catch(null);
const user_id = text;
const attempts = z.number().catch(0);

const schemas = {
  outbound: z
    .object({ user_id, attempts: z.array(z.unknown()).catch([]), created_at: time, reason: text })
    .transform(({ attempts: { length }, created_at: since, ...rest }) => ({
      ...rest,
      attempts: length,
      since,
    })),
  inbound: z
    .object({ user_id, attempts, received_at: time, reason: text })
    .transform(({ received_at: since, ...rest }) => ({ ...rest, since })),
  event: z
    .object({ user_id, attempts, occurred_at: time, failure_reason: text })
    .transform(({ occurred_at: since, failure_reason: reason, ...rest }) => ({ ...rest, since, reason })),
} as const;

/** What a list says of a document that was given up; a field that is missing or malformed must not hide the document. */
export function decodeDeadLetter(kind: DeadKind, id: string, data: DocumentData): DeadLetter {
  const { user_id: userId, since, attempts, reason } = schemas[kind].parse(data);
  return { kind, id, userId, since, attempts, reason };
}
