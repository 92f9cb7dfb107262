import { status } from '@grpc/grpc-js';
import { FirestoreError } from '../../protocol/firestore-error.ts';
import type { BatchWriteRequest } from '../../protocol/requests.ts';
import type { BatchWriteResponse, WriteResult } from '../../protocol/responses.ts';
import type { Write } from '../../protocol/write.ts';
import type { Database } from '../../store/database.ts';
import type { ServiceContext } from '../service-context.ts';
import { writeResult } from '../write-result.ts';

interface SingleOutcome {
  readonly result: WriteResult;
  readonly status: { readonly code: number; readonly message?: string };
}

/** Unlike a commit, each write succeeds or fails alone. */
export async function batchWrite(
  { databases, operations }: ServiceContext,
  request: BatchWriteRequest,
): Promise<BatchWriteResponse> {
  const database = databases.of(request.database);
  const outcomes = await Promise.all(request.writes.map((write) => commitAlone(database, write)));
  operations.countWrites(request.writes.filter((_, i) => outcomes[i]?.status.code === status.OK));
  return {
    writeResults: outcomes.map(({ result }) => result),
    status: outcomes.map((outcome) => outcome.status),
  };
}

async function commitAlone(database: Database, write: Write): Promise<SingleOutcome> {
  try {
    const { results } = await database.commit([write]);
    return { result: results.map(writeResult)[0] ?? {}, status: { code: status.OK } };
  } catch (error) {
    if (!(error instanceof FirestoreError)) throw error;
    return { result: {}, status: { code: status[error.status], message: error.message } };
  }
}
