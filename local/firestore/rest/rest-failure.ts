import { ZodError, z } from 'zod';
import { FirestoreError, invalidArgument, type StatusName } from '../protocol/firestore-error.ts';

export interface RestFailure {
  readonly httpStatus: number;
  /** https://google.aip.dev/193#http11json-representation */
  readonly body: {
    readonly error: { readonly code: number; readonly message: string; readonly status: string };
  };
}

/** https://cloud.google.com/apis/design/errors#handling_errors */
const HTTP_STATUS: Readonly<Record<StatusName, number>> = {
  OK: 200,
  CANCELLED: 499,
  UNKNOWN: 500,
  INVALID_ARGUMENT: 400,
  DEADLINE_EXCEEDED: 504,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  PERMISSION_DENIED: 403,
  RESOURCE_EXHAUSTED: 429,
  FAILED_PRECONDITION: 400,
  ABORTED: 409,
  OUT_OF_RANGE: 400,
  UNIMPLEMENTED: 501,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  DATA_LOSS: 500,
  UNAUTHENTICATED: 401,
};

/** What the caller is told of an error; one that is no answer of Firestore's is a defect here and warned about. */
export function restFailure(error: unknown): RestFailure {
  const { status, message } = asFirestoreError(error);
  const httpStatus = HTTP_STATUS[status];
  return { httpStatus, body: { error: { code: httpStatus, message, status } } };
}

function asFirestoreError(error: unknown): FirestoreError {
  if (error instanceof FirestoreError) return error;
  if (error instanceof SyntaxError) return invalidArgument(`Invalid JSON payload received. ${error.message}`);
  if (error instanceof ZodError)
    return invalidArgument(`Invalid JSON payload received. ${z.prettifyError(error)}`);
  const defect = error instanceof Error ? error : new Error(String(error));
  process.emitWarning(defect);
  return new FirestoreError('INTERNAL', defect.message);
}
