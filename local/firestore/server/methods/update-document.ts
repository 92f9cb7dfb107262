import { invalidArgument } from '../../protocol/firestore-error.ts';
import type { UpdateDocumentRequest } from '../../protocol/requests.ts';
import type { DocumentOutput } from '../../protocol/responses.ts';
import type { ServiceContext } from '../service-context.ts';
import { writeDocument } from './write-document.ts';

export function updateDocument(
  context: ServiceContext,
  { document, updateMask, currentDocument, mask }: UpdateDocumentRequest,
): Promise<DocumentOutput> {
  if (document === null) throw invalidArgument('A document is required.');
  return writeDocument(context, { update: document, updateMask, currentDocument }, mask);
}
