import { invalidArgument, unimplemented } from '../../protocol/firestore-error.ts';
import type { RunQueryRequest } from '../../protocol/requests.ts';
import type { RunQueryResponse } from '../../protocol/responses.ts';
import { CollectionQuery } from '../../query/collection-query.ts';
import { toTimestamp } from '../../value/timestamp.ts';
import { documentOutput } from '../document-output.ts';
import type { ServiceContext } from '../service-context.ts';

export async function runQuery(
  { databases, operations, indexes }: ServiceContext,
  request: RunQueryRequest,
): Promise<readonly RunQueryResponse[]> {
  if (request.explainOptions !== null) throw unimplemented('explainOptions');
  if (request.structuredQuery === undefined) throw invalidArgument('A query is required.');
  const database = databases.of(request.parent);
  const query = new CollectionQuery(database.names.parentPath(request.parent), request.structuredQuery);
  indexes?.assertServe(request.structuredQuery);
  const { view, newTransaction } = database.read(request);
  const result = await view.query(query);
  operations.countQuery(result);
  const readTime = toTimestamp(view.readTime);
  const found = result.documents.map((document) => ({
    document: documentOutput(query.project(document)),
    readTime,
  }));
  const responses: readonly RunQueryResponse[] = found.length === 0 ? [{ readTime }] : found;
  return newTransaction ? [{ transaction: newTransaction }, ...responses] : responses;
}
