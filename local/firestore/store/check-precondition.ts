import { FirestoreError } from '../protocol/firestore-error.ts';
import type { Precondition } from '../protocol/write.ts';
import { fromTimestamp } from '../value/timestamp.ts';
import type { StoredDocument } from './stored-document.ts';

/** Throws NOT_FOUND, ALREADY_EXISTS or FAILED_PRECONDITION, as Firestore does. */
export function checkPrecondition(
  precondition: Precondition,
  name: string,
  document: StoredDocument | undefined,
): void {
  if (precondition.conditionType === 'exists' && !precondition.exists) {
    if (document === undefined) return;
    throw new FirestoreError('ALREADY_EXISTS', `Document already exists: ${name}`);
  }
  if (document === undefined) throw new FirestoreError('NOT_FOUND', `No document to update: ${name}`);
  if (precondition.conditionType !== 'updateTime') return;
  const required = fromTimestamp(precondition.updateTime);
  if (required !== document.updateTime) {
    throw new FirestoreError(
      'FAILED_PRECONDITION',
      `the stored version (${document.updateTime}) does not match the required base version (${required})`,
    );
  }
}
