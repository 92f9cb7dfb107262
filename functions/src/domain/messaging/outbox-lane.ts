import { MINUTE, SECOND, type Instant } from '../shared/clock.ts';

/** One unfinished message of a person, as the person's mapping remembers it. */
export interface LaneEntry {
  readonly messageId: string;
  readonly createdAt: Instant;
  readonly state: 'waiting' | 'sending' | 'unknown';
  readonly step: number;
  /** When the message moves on by itself. */
  readonly nextAt: Instant;
}

/** The unfinished messages of one person: they go out in the order of their creation, one at a time. */
export type OutboxLane = readonly LaneEntry[];

/** An entry that has not moved on for so long may have lost its message. */
const OVERDUE_AFTER = 10 * MINUTE;
/** How long to wait for a call to Twilio that is under way. */
const CALL_WAIT = 2 * SECOND;
/** A blocker may be canceled long before its time. */
const LONGEST_WAIT = 10 * MINUTE;

type Place = Pick<LaneEntry, 'messageId' | 'createdAt'>;

/** Whom a message waits for: the one being sent, or an earlier one. What may have been sent already holds up nobody. */
export function blockerOf(lane: OutboxLane, message: Place): LaneEntry | null {
  const blockers = lane.filter((entry) => isBlocker(entry, message));
  return blockers.find(({ state }) => state === 'sending') ?? blockers[0] ?? null;
}

/** When `message` looks again whether another is out of the way, less often the longer that takes; null for one that is not in the lane yet. */
export function waitFor(entry: LaneEntry | null, { createdAt }: Place, now: Instant): Instant {
  const isTurnAt = entry === null || entry.state === 'sending' ? now : Math.max(now, entry.nextAt);
  const patience = Math.max(CALL_WAIT, (now - (entry?.nextAt ?? createdAt)) / 2);
  return Math.min(isTurnAt + patience, now + LONGEST_WAIT);
}

export function withEntry(lane: OutboxLane, entry: LaneEntry): OutboxLane {
  return [...withoutEntry(lane, entry.messageId), entry];
}

export function withoutEntry(lane: OutboxLane, messageId: string): OutboxLane {
  return lane.filter((entry) => entry.messageId !== messageId);
}

/** Messages whose outcome nobody knows: no equal text may go out beside them. */
export function unknownBeside(lane: OutboxLane, messageId: string): OutboxLane {
  return lane.filter((entry) => entry.state === 'unknown' && entry.messageId !== messageId);
}

/** What may hold a message up and has not moved on for long: whoever waits for it should see whether its message still exists. */
export function overdueBeside(lane: OutboxLane, message: Place, now: Instant): readonly string[] {
  return lane
    .filter((entry) => isBlocker(entry, message) || entry.state === 'unknown')
    .filter((entry) => entry.messageId !== message.messageId && entry.nextAt + OVERDUE_AFTER <= now)
    .map((entry) => entry.messageId);
}

/** Who goes next once this message is done. */
export function nextInLane(lane: OutboxLane, messageId: string): LaneEntry | null {
  const waiting = withoutEntry(lane, messageId).filter(({ state }) => state === 'waiting');
  return waiting.toSorted((one, other) => (isBefore(one, other) ? -1 : 1))[0] ?? null;
}

/** Messages of the same millisecond go by their ids. */
export function isBefore(one: Place, other: Place): boolean {
  if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt;
  return one.messageId < other.messageId;
}

function isBlocker(entry: LaneEntry, message: Place): boolean {
  if (entry.messageId === message.messageId) return false;
  return entry.state === 'sending' || (entry.state === 'waiting' && isBefore(entry, message));
}
