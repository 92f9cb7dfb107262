import { status } from '@grpc/grpc-js';
import { FirestoreError } from '../protocol/firestore-error.ts';

export interface GrpcFailure {
  readonly code: status;
  readonly details: string;
}

/** What the client is told of an error; one that is no answer of Firestore's is a defect here and warned about. */
export function grpcFailure(error: unknown): GrpcFailure {
  if (error instanceof FirestoreError) return { code: status[error.status], details: error.message };
  const defect = error instanceof Error ? error : new Error(String(error));
  process.emitWarning(defect);
  return { code: status.INTERNAL, details: defect.message };
}
