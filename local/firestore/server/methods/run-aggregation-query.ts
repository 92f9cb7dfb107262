import { invalidArgument, unimplemented } from '../../protocol/firestore-error.ts';
import type { RunAggregationQueryRequest } from '../../protocol/requests.ts';
import type { RunAggregationQueryResponse } from '../../protocol/responses.ts';
import { aggregate } from '../../query/aggregate.ts';
import { CollectionQuery } from '../../query/collection-query.ts';
import { toTimestamp } from '../../value/timestamp.ts';
import type { ServiceContext } from '../service-context.ts';

export async function runAggregationQuery(
  { databases, operations, indexes }: ServiceContext,
  request: RunAggregationQueryRequest,
): Promise<readonly RunAggregationQueryResponse[]> {
  if (request.explainOptions !== null) throw unimplemented('explainOptions');
  const { structuredQuery, aggregations = [] } = request.structuredAggregationQuery ?? {};
  if (structuredQuery === undefined) throw invalidArgument('A query is required.');
  const database = databases.of(request.parent);
  const query = new CollectionQuery(database.names.parentPath(request.parent), structuredQuery);
  indexes?.assertServe(structuredQuery);
  const { view, newTransaction } = database.read(request);
  const result = await view.query(query);
  operations.countAggregation(result);
  return [
    {
      result: { aggregateFields: aggregate(result.documents, aggregations) },
      readTime: toTimestamp(view.readTime),
      ...(newTransaction && { transaction: newTransaction }),
    },
  ];
}
