import type { DocumentData } from 'firebase-admin/firestore';
import type { z } from 'zod';
import type { CollectionName } from '../collections.ts';
import { MalformedDocumentError } from '../malformed-document-error.ts';

/** Throws `MalformedDocumentError`. */
export function parseDocument<Schema extends z.ZodType>(
  collection: CollectionName,
  schema: Schema,
  data: DocumentData,
): z.output<Schema> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new MalformedDocumentError(collection, parsed.error);
}
