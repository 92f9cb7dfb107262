import type { Evidence } from './evidence.ts';

const OPEN = new Set(['not taken up', 'queued', 'sending', 'unknown']);

/** Each document that points to another one points to one that is there and still needs it. */
export function noOrphans({ documents }: Evidence): readonly string[] {
  const { contacts, mappings, outbound, inbound, events, links } = documents;
  const pointers = Array.from(contacts, ([key, { mapping_id: id }]) =>
    id === null || mappings.has(id) ? [] : [`the contact ${key} points to no mapping`],
  ).flat();
  const entries = Array.from(mappings, ([, { user_id: userId, outbox }]) =>
    Object.keys(outbox).flatMap((id) =>
      OPEN.has(outbound.get(id)?.state ?? 'deleted')
        ? []
        : [`${id} is stuck in the outbox lane of ${userId}`],
    ),
  ).flat();
  const subjects = Array.from(events, ([id, { message_id: messageId }]) =>
    messageId === null || outbound.has(messageId) || inbound.has(messageId)
      ? []
      : [`the event ${id} is about no message`],
  ).flat();
  const strangers = Array.from(inbound, ([id, { user_id: userId }]) =>
    links.has(userId) ? [] : [`${id} is of a user who never linked`],
  ).flat();
  return [...pointers, ...entries, ...subjects, ...strangers];
}
