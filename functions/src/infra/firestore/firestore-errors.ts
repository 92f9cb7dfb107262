import { DomainError } from '../../domain/shared/domain-error.ts';
import {
  AlreadyStoredError,
  ContentionError,
  StorageUnavailableError,
} from '../../domain/shared/storage-errors.ts';

const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const FAILED_PRECONDITION = 9;
const ABORTED = 10;
/** CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE: https://grpc.io/docs/guides/status-codes/ */
const PASSING = new Set([1, 2, 4, 8, 13, 14]);

/** Domain errors pass as they are, and so does what no retry mends. */
export function asDomainError(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const code = grpcCode(error);
  if (code === ALREADY_EXISTS) return new AlreadyStoredError({ cause: error });
  if (code === ABORTED) return new ContentionError({ cause: error });
  return code !== null && PASSING.has(code) ? new StorageUnavailableError({ cause: error }) : error;
}

/** What an update of a document that does not exist fails with. */
export function isMissingDocument(error: unknown): boolean {
  return grpcCode(error) === NOT_FOUND;
}

/** What an update fails with whose document has changed since. */
export function isPreconditionFailed(error: unknown): boolean {
  return grpcCode(error) === FAILED_PRECONDITION;
}

function grpcCode(error: unknown): number | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
    ? error.code
    : null;
}
