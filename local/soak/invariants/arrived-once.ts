import type { AskedMessage } from '../traffic/asked-message.ts';
import { ownersBySid, sentMessages, sidsOf, type Evidence } from './evidence.ts';

const ARRIVED = new Set(['delivered', 'read']);

interface Arrivals {
  readonly asked: ReadonlyMap<string, readonly AskedMessage[]>;
  readonly arrivedBy: ReadonlyMap<string, number>;
}

/** Each message has arrived once, or twice where its document is marked. Equal texts to one phone are counted together. */
export function arrivedOnce(evidence: Evidence): readonly string[] {
  const { asked, arrivedBy } = arrivalsOf(evidence);
  const counts = [...asked].flatMap(([key, group]) => {
    const arrived = arrivedBy.get(key) ?? 0;
    const marked = group.filter(({ id }) => evidence.documents.outbound.get(id)?.possible_duplicate).length;
    const ids = group.map(({ id }) => id).join(', ');
    const missing = group.filter(({ mustArrive }) => mustArrive).length - arrived;
    if (missing > 0) return [`lost: ${arrived} of ${group.length} arrived of ${ids}`];
    return arrived > group.length + marked
      ? [`doubled: ${arrived} arrived of ${group.length}, ${marked} of them marked: ${ids}`]
      : [];
  });
  return [
    ...counts,
    ...endings(evidence),
    ...sharedSids(evidence),
    ...notices(evidence),
    ...unasked(evidence),
  ];
}

/** How many messages reached a phone more often than they were asked for, marked or not. */
export function countDoubled(evidence: Evidence): number {
  const { asked, arrivedBy } = arrivalsOf(evidence);
  return [...asked].reduce(
    (sum, [key, { length }]) => sum + Math.max(0, (arrivedBy.get(key) ?? 0) - length),
    0,
  );
}

function arrivalsOf(evidence: Evidence): Arrivals {
  const asked = Map.groupBy(evidence.toPhones, ({ phone, text, mustArrive }) =>
    mustArrive ? `${phone} ${text}` : text,
  );
  const arrivedBy = new Map<string, number>();
  for (const { to, body } of sentMessages(evidence).filter(({ status }) => ARRIVED.has(status))) {
    const key = asked.has(body) ? body : `${to} ${body}`;
    arrivedBy.set(key, (arrivedBy.get(key) ?? 0) + 1);
  }
  return { asked, arrivedBy };
}

function endings({ toPhones, documents: { outbound } }: Evidence): readonly string[] {
  return toPhones.flatMap(({ id, mustArrive }) => {
    const document = outbound.get(id);
    if (!mustArrive) return [];
    if (document === undefined) return [`lost: ${id} is not in the outbox`];
    return document.state === 'accepted' ? [] : [`${id} ended as ${document.state}: ${document.reason}`];
  });
}

/** A message of Twilio's is the answer to one attempt alone: equal texts must not be taken for each other. */
function sharedSids({ documents }: Evidence): readonly string[] {
  return [...ownersBySid(documents).values()].flatMap((owners) =>
    owners.length > 1 ? [`one message of Twilio's counts for ${owners.join(', ')}`] : [],
  );
}

/** What Linkline itself tells a number, such as that an account was linked. */
function notices({ documents: { outbound } }: Evidence): readonly string[] {
  return Array.from(outbound, ([id, document]) =>
    document.recipient.kind === 'address' && sidsOf(document).size > 1 && !document.possible_duplicate
      ? [`doubled: the notice ${id} went out ${sidsOf(document).size} times`]
      : [],
  ).flat();
}

function unasked(evidence: Evidence): readonly string[] {
  const texts = new Set(evidence.toPhones.map(({ text }) => text));
  return sentMessages(evidence).flatMap(({ sid, body }) =>
    texts.has(body) || evidence.history.ownerOf(sid) !== null ? [] : [`nobody asked for ${sid}`],
  );
}
