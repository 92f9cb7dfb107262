import { Timestamp } from 'firebase-admin/firestore';
import type { Instant } from '../../../domain/shared/clock.ts';

/** The field by which Firestore's TTL policies delete, up to a day late; a document without it is kept for good. */
export const DELETE_AT = 'delete_at';

/** Whether the document, which may not have been deleted yet, is to be treated as not there. */
export function hasExpired(document: { get(field: string): unknown }, now: Instant): boolean {
  const deleteAt = document.get(DELETE_AT);
  return deleteAt instanceof Timestamp && deleteAt.toMillis() <= now;
}
