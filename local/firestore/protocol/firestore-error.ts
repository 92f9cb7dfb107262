import type { status } from '@grpc/grpc-js';

export type StatusName = keyof typeof status;

/** A call's failure as the client reads it: a gRPC status and its message. */
export class FirestoreError extends Error {
  readonly status: StatusName;

  constructor(name: StatusName, message: string) {
    super(message);
    this.name = 'FirestoreError';
    this.status = name;
  }
}

export function invalidArgument(message: string): FirestoreError {
  return new FirestoreError('INVALID_ARGUMENT', message);
}

export function contention(): FirestoreError {
  return new FirestoreError('ABORTED', 'Too much contention on these documents. Please try again.');
}

export function unimplemented(feature: string): FirestoreError {
  return new FirestoreError('UNIMPLEMENTED', `The embedded Firestore does not implement ${feature}.`);
}
