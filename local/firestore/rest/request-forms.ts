import { z } from 'zod';
import type { BatchGetDocumentsRequest, CommitRequest, RollbackRequest } from '../protocol/requests.ts';
import { bytesForm, timestampForm } from './value-form.ts';
import { maskForm, writeForm } from './write-form.ts';

const NO_TRANSACTION = new Uint8Array();

const newTransaction = z.union([
  z.strictObject({ readOnly: z.strictObject({}) }),
  z
    .strictObject({ readWrite: z.strictObject({ retryTransaction: bytesForm.optional() }) })
    .transform(() => ({})),
]);

const read = { documents: z.array(z.string()), mask: maskForm.nullable().default(null) };

export const batchGetForm = z.union([
  z
    .strictObject({ ...read, transaction: bytesForm })
    .transform((form) => ({ ...form, consistencySelector: 'transaction' as const })),
  z
    .strictObject({ ...read, newTransaction })
    .transform((form) => ({ ...form, consistencySelector: 'newTransaction' as const })),
  z
    .strictObject({ ...read, readTime: timestampForm })
    .transform((form) => ({ ...form, consistencySelector: 'readTime' as const })),
  z.strictObject(read),
]) satisfies z.ZodType<Omit<BatchGetDocumentsRequest, 'database'>>;

export const commitForm = z.strictObject({
  writes: z.array(writeForm).default([]),
  transaction: bytesForm.default(NO_TRANSACTION),
}) satisfies z.ZodType<Omit<CommitRequest, 'database'>>;

export const rollbackForm = z.strictObject({ transaction: bytesForm }) satisfies z.ZodType<
  Omit<RollbackRequest, 'database'>
>;
