import type { BatchGetDocumentsRequest } from '../../protocol/requests.ts';
import type { BatchGetDocumentsResponse } from '../../protocol/responses.ts';
import { toTimestamp } from '../../value/timestamp.ts';
import { documentOutput } from '../document-output.ts';
import type { ServiceContext } from '../service-context.ts';

export async function batchGetDocuments(
  { databases, operations }: ServiceContext,
  request: BatchGetDocumentsRequest,
): Promise<readonly BatchGetDocumentsResponse[]> {
  const database = databases.of(request.database);
  const { view, newTransaction } = database.read(request);
  const responses: BatchGetDocumentsResponse[] = newTransaction ? [{ transaction: newTransaction }] : [];
  for (const name of new Set(request.documents)) {
    const document = await view.document(database.names.documentPath(name));
    const readTime = toTimestamp(view.readTime);
    operations.countReads(1);
    responses.push(
      document ? { found: documentOutput(document, request.mask), readTime } : { missing: name, readTime },
    );
  }
  return responses;
}
