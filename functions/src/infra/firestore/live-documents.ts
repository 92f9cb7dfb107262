import type { Query, QueryDocumentSnapshot, QuerySnapshot } from 'firebase-admin/firestore';
import type { Instant } from '../../domain/shared/clock.ts';
import { hasExpired } from './documents/retention.ts';

interface Bounds {
  readonly limit: number;
  readonly now: Instant;
}

/**
 * The first documents of a query that have not expired, however many expired ones stand before them. A `select` must name `delete_at`
 * and what the query is ordered by.
 */
export async function liveDocuments(
  query: Query,
  { limit, now }: Bounds,
  read: (page: Query) => Promise<QuerySnapshot>,
): Promise<readonly QueryDocumentSnapshot[]> {
  const { docs } = await read(query.limit(limit));
  const live = docs.filter((document) => !hasExpired(document, now));
  const last = docs.at(-1);
  if (last === undefined || docs.length < limit || live.length === limit) return live;
  const rest = await liveDocuments(query.startAfter(last), { limit: limit - live.length, now }, read);
  return [...live, ...rest];
}
