import type { Evidence } from './evidence.ts';

/** Of a user whose account was deleted there is no link, no request and nothing that the person wrote. */
export function deletedForgotten({ documents, deleted }: Evidence): readonly string[] {
  const { mappings, requests, inbound, links } = documents;
  const owned = [...mappings, ...requests, ...inbound].map(
    ([id, document]) => [id, document.user_id] as const,
  );
  const traces = [...owned, ...Array.from(links.keys(), (userId) => [userId, userId] as const)];
  const gone = new Set(deleted);
  return traces.flatMap(([id, userId]) =>
    gone.has(userId) ? [`${id} is kept of ${userId}, who was deleted`] : [],
  );
}
