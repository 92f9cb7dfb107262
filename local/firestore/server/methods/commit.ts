import type { CommitRequest } from '../../protocol/requests.ts';
import type { CommitResponse } from '../../protocol/responses.ts';
import { toTimestamp } from '../../value/timestamp.ts';
import type { ServiceContext } from '../service-context.ts';
import { writeResult } from '../write-result.ts';

export async function commit(
  { databases, operations }: ServiceContext,
  { database, writes, transaction }: CommitRequest,
): Promise<CommitResponse> {
  const transactionId = transaction.length > 0 ? transaction : undefined;
  const { time, results } = await databases.of(database).commit(writes, transactionId);
  operations.countWrites(writes);
  return { writeResults: results.map(writeResult), commitTime: toTimestamp(time) };
}
