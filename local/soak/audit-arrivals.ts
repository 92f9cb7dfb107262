import type { SimulatedMessage } from '../twilio/twilio-simulator.ts';
import type { OutboundDocument, SoakDocuments } from './soak-documents.ts';
import type { AskedMessage } from './traffic.ts';

interface Arrivals {
  readonly asked: readonly AskedMessage[];
  readonly documents: SoakDocuments;
  readonly messages: readonly SimulatedMessage[];
}

const ANNOUNCEMENT = 'Account linked!';
const ARRIVED = new Set(['delivered', 'read']);

/** Each message has arrived once, or twice where its document is marked. Equal texts to one phone are counted together. */
export function auditArrivals({ asked, documents, messages }: Arrivals): {
  readonly violations: readonly string[];
  readonly doubled: number;
} {
  const sent = messages.filter(
    ({ via, status, body }) => via === 'api' && ARRIVED.has(status) && body !== ANNOUNCEMENT,
  );
  const arrivedBy = Map.groupBy(sent, ({ to, body }) => `${to} ${body}`);
  const askedBy = Map.groupBy(asked, ({ phone, text }) => `${phone} ${text}`);
  const violations = [...endings(asked, documents), ...sharedSids(documents)];
  let doubled = 0;
  for (const [key, group] of askedBy) {
    const arrived = arrivedBy.get(key)?.length ?? 0;
    const marked = group.filter(({ id }) => documents.outbound.get(id)?.possible_duplicate).length;
    const ids = group.map(({ id }) => id).join(', ');
    if (arrived < group.length) violations.push(`lost: ${arrived} of ${group.length} arrived of ${ids}`);
    if (arrived > group.length + marked) {
      violations.push(`doubled: ${arrived} arrived of ${group.length}, ${marked} of them marked: ${ids}`);
    }
    doubled += Math.max(0, arrived - group.length);
  }
  for (const [key, group] of arrivedBy) {
    if (!askedBy.has(key)) violations.push(`nobody asked for ${group.map(({ sid }) => sid).join(', ')}`);
  }
  return { violations, doubled };
}

function endings(asked: readonly AskedMessage[], { outbound }: SoakDocuments): readonly string[] {
  return asked.flatMap(({ id }) => {
    const document = outbound.get(id);
    if (document === undefined) return [`lost: ${id} is not in the outbox`];
    return document.state === 'accepted' ? [] : [`${id} ended as ${document.state}: ${document.reason}`];
  });
}

/** A message of Twilio's is the answer to one attempt alone: equal texts must not be taken for each other. */
function sharedSids({ outbound }: SoakDocuments): readonly string[] {
  const owners = Array.from(outbound, ([id, document]) => acceptedSids(document).map((sid) => ({ id, sid })));
  const ownersOf = Map.groupBy(owners.flat(), ({ sid }) => sid);
  return Array.from(ownersOf.values()).flatMap((shared) =>
    shared.length === 1
      ? []
      : [`one message of Twilio's counts for ${shared.map(({ id }) => id).join(', ')}`],
  );
}

function acceptedSids({ attempts }: OutboundDocument): readonly string[] {
  return attempts.flatMap(({ outcome, message_sid: sid }) =>
    outcome === 'accepted' && sid !== null ? [sid] : [],
  );
}
