import { FirestoreError } from '../../protocol/firestore-error.ts';
import type { GetDocumentRequest } from '../../protocol/requests.ts';
import type { DocumentOutput } from '../../protocol/responses.ts';
import { documentOutput } from '../document-output.ts';
import type { ServiceContext } from '../service-context.ts';

export async function getDocument(
  { databases, operations }: ServiceContext,
  request: GetDocumentRequest,
): Promise<DocumentOutput> {
  const database = databases.of(request.name);
  const { view } = database.read(request);
  const document = await view.document(database.names.documentPath(request.name));
  operations.countReads(1);
  if (document === undefined) throw new FirestoreError('NOT_FOUND', `Document "${request.name}" not found.`);
  return documentOutput(document, request.mask);
}
