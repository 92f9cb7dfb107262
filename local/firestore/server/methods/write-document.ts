import type { DocumentOutput } from '../../protocol/responses.ts';
import type { DocumentInput, DocumentMask, Precondition, Write } from '../../protocol/write.ts';
import { documentOutput } from '../document-output.ts';
import type { ServiceContext } from '../service-context.ts';

export interface SingleUpdate {
  readonly update: DocumentInput;
  readonly updateMask: DocumentMask | null;
  readonly currentDocument: Precondition | null;
}

/** Commits one update and answers the document as it is then. */
export async function writeDocument(
  { databases, operations }: ServiceContext,
  { update, updateMask, currentDocument }: SingleUpdate,
  mask: DocumentMask | null,
): Promise<DocumentOutput> {
  const database = databases.of(update.name);
  const write: Write = { operation: 'update', update, updateMask, updateTransforms: [], currentDocument };
  await database.commit([write]);
  operations.countWrites([write]);
  const document = database.documents.document(database.names.documentPath(update.name));
  return document ? documentOutput(document, mask) : { name: update.name };
}
