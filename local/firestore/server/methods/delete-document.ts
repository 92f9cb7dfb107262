import type { DeleteDocumentRequest } from '../../protocol/requests.ts';
import type { Write } from '../../protocol/write.ts';
import type { ServiceContext } from '../service-context.ts';

export async function deleteDocument(
  { databases, operations }: ServiceContext,
  { name, currentDocument }: DeleteDocumentRequest,
): Promise<object> {
  const write: Write = {
    operation: 'delete',
    delete: name,
    updateMask: null,
    updateTransforms: [],
    currentDocument,
  };
  await databases.of(name).commit([write]);
  operations.countWrites([write]);
  return {};
}
