import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import {
  blockerOf,
  isBefore,
  overdueBeside,
  unknownBeside,
  waitFor,
  withoutEntry,
  type OutboxLane,
} from '../../domain/messaging/outbox-lane.ts';
import type { FoundOutboundMessage } from '../../domain/messaging/outbound-message-repository.ts';
import { partsOf, type OutboundMessage } from '../../domain/messaging/outbound-message.ts';
import { isFinal } from '../../domain/messaging/outbound-transitions.ts';
import type { Instant } from '../../domain/shared/clock.ts';

/** How long a message must still wait for others of its person. */
export interface Wait {
  readonly until: Instant;
  readonly reason: string;
}

const WAITING_IN_LINE = 'earlier-message-first';
const WAITING_FOR_EQUAL = 'equal-text-unknown';
/** Reads that one claim may spend on messages that seem lost. */
const MOST_LOOKUPS = 10;

export function isWaitingInLine({ reason }: OutboundMessage): boolean {
  return reason === WAITING_IN_LINE;
}

/** An earlier message that no sender has taken up is in no lane yet. What goes to an address alone follows at once what it tells of. */
export async function hasNewBefore(
  repositories: LinkingRepositories,
  message: OutboundMessage,
): Promise<boolean> {
  if (message.recipient.kind === 'address') return false;
  const first = await repositories.outbound.findFirstNew(message.userId, message.createdAt);
  return first !== null && isBefore(first, placeOf(message));
}

/** The lane without what only seems to be in the way: an overdue entry whose message has been deleted or is done. */
export async function withoutLost(
  repositories: LinkingRepositories,
  lane: OutboxLane,
  message: OutboundMessage,
  now: Instant,
): Promise<OutboxLane> {
  const overdue = overdueBeside(lane, placeOf(message), now).slice(0, MOST_LOOKUPS);
  const found = await Promise.all(overdue.map((id) => repositories.outbound.find(id)));
  const lost = overdue.filter((_, position) => {
    const other = found[position];
    return other?.kind !== 'valid' || isFinal(other.message);
  });
  return lost.reduce(withoutEntry, lane);
}

/** Null where it is the message's turn. */
export async function waitOf(
  repositories: LinkingRepositories,
  { message, lane, isBehindNew }: { message: OutboundMessage; lane: OutboxLane; isBehindNew: boolean },
  now: Instant,
): Promise<Wait | null> {
  const place = placeOf(message);
  const blocker = blockerOf(lane, place);
  if (blocker !== null || isBehindNew)
    return { until: waitFor(blocker, place, now), reason: WAITING_IN_LINE };
  const unknown = unknownBeside(lane, message.id);
  const found = await Promise.all(unknown.map(({ messageId }) => repositories.outbound.find(messageId)));
  const equal = unknown.filter((_, position) => saysTheSame(message, found[position] ?? null));
  if (equal.length === 0) return null;
  return { until: Math.max(...equal.map((entry) => waitFor(entry, place, now))), reason: WAITING_FOR_EQUAL };
}

/** The search in Twilio's log could take the one for the other. */
function saysTheSame(message: OutboundMessage, other: FoundOutboundMessage | null): boolean {
  if (other?.kind !== 'valid' || other.message.state !== 'unknown') return false;
  const texts = new Set(partsOf(other.message).flatMap((part) => (part.kind === 'text' ? part.body : [])));
  return partsOf(message).some((part) => part.kind === 'text' && texts.has(part.body));
}

function placeOf({ id: messageId, createdAt }: OutboundMessage) {
  return { messageId, createdAt };
}
