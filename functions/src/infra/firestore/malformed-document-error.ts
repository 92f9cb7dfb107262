import type { z } from 'zod';
import type { CollectionName } from './collections.ts';

/** Somebody has changed a document by hand. Names its fields, and none of their values or inner names, which may be personal. */
export class MalformedDocumentError extends Error {
  override readonly name = 'MalformedDocumentError';

  /** The collection is null where the reader does not tell. */
  constructor(collection: CollectionName | null, cause: z.ZodError) {
    const fields = [...new Set(cause.issues.flatMap(({ path }) => path.slice(0, 1).map(String)))];
    const subject = collection === null ? 'A stored document' : `A document of ${collection}`;
    const object = `its ${fields.length === 1 ? 'field' : 'fields'} ${fields.join(', ')}`;
    super(`${subject} cannot be read: correct ${object} in the Firestore console.`, { cause });
  }
}
