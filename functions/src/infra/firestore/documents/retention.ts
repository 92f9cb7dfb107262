import type { Instant } from '../../../domain/shared/clock.ts';
import { isStoredInstant } from './stored-instant.ts';

/** The field by which Firestore's TTL policies delete, up to a day late; a document without it is kept for good. */
export const DELETE_AT = 'delete_at';

/** Whether the document, which may not have been deleted yet, is to be treated as not there. */
export function hasExpired(document: { get(field: string): unknown }, now: Instant): boolean {
  const deleteAt = document.get(DELETE_AT);
  return isStoredInstant(deleteAt) && deleteAt.toMillis() <= now;
}
