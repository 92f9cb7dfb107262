import type { CreateDocumentRequest } from '../../protocol/requests.ts';
import type { DocumentOutput } from '../../protocol/responses.ts';
import type { ServiceContext } from '../service-context.ts';
import { writeDocument } from './write-document.ts';

export function createDocument(
  context: ServiceContext,
  request: CreateDocumentRequest,
): Promise<DocumentOutput> {
  const id = request.documentId === '' ? context.createId() : request.documentId;
  const name = `${request.parent}/${request.collectionId}/${id}`;
  return writeDocument(
    context,
    {
      update: { name, fields: request.document?.fields ?? {} },
      updateMask: null,
      currentDocument: { conditionType: 'exists', exists: false },
    },
    request.mask,
  );
}
