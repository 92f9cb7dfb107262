import type { StoredInboundMessage } from './inbound-message-repository.ts';
import type { Instant } from '../shared/clock.ts';

export interface Lease {
  readonly token: string;
  readonly until: Instant;
}

/** What a try that was no success means; `nextAt` null ends the tries. */
export interface FailedTry {
  readonly reason: string;
  readonly nextAt: Instant | null;
}

/** A try begins: it counts before the processor hears of the message. */
export function started(message: StoredInboundMessage, lease: Lease, now: Instant): StoredInboundMessage {
  return {
    ...message,
    state: 'processing',
    attempts: message.attempts + 1,
    blockingSince: message.blockingSince ?? now,
    nextAt: lease.until,
    leaseToken: lease.token,
  };
}

export function processed(message: StoredInboundMessage): StoredInboundMessage {
  return { ...message, state: 'processed', inLine: false, nextAt: null, leaseToken: null, reason: null };
}

/** Waits for its next try, in line for as long as it may block its user; without a next try it is dead. */
export function failed(
  message: StoredInboundMessage,
  { reason, nextAt }: FailedTry,
  maxBlock: number,
): StoredInboundMessage {
  const ended = { ...message, nextAt, reason, leaseToken: null };
  if (nextAt === null) return { ...ended, state: 'dead', inLine: false };
  const { inLine, outOfOrder, blockingSince } = message;
  const blocksTooLong = inLine && blockingSince !== null && nextAt >= blockingSince + maxBlock;
  return {
    ...ended,
    state: 'waiting',
    inLine: inLine && !blocksTooLong,
    outOfOrder: outOfOrder || blocksTooLong,
  };
}

/**
 * What a replay does with a message. `live`: it is going to be processed anyway. `replies-forgotten`: the outbox may have forgotten what
 * was answered, so an answer might be sent again.
 */
export type ReplayVerdict = 'replayable' | 'live' | 'in-progress' | 'content-erased' | 'replies-forgotten';

/** `repliesKeptSince`: no reply to a message that came later has been forgotten. */
export function replayVerdict(
  { state, outOfOrder, contentHash, receivedAt }: StoredInboundMessage,
  repliesKeptSince: Instant,
): ReplayVerdict {
  if (contentHash !== null) return 'content-erased';
  if (state === 'stored') return 'live';
  if (state === 'processing') return 'in-progress';
  // a replay that failed leaves a message that has been answered before: it is out of order like every replayed one
  const mayBeAnswered = state === 'processed' || outOfOrder;
  return mayBeAnswered && receivedAt < repliesKeptSince ? 'replies-forgotten' : 'replayable';
}

/** Back in line under its old number, so that a user's replayed messages keep their order and come before anything newer. */
export function replayed(message: StoredInboundMessage, now: Instant): StoredInboundMessage {
  return {
    ...message,
    state: 'stored',
    inLine: true,
    outOfOrder: true,
    attempts: 0,
    blockingSince: null,
    nextAt: now,
    leaseToken: null,
    reason: 'replayed',
  };
}

/** Whether `message` is still in the try that `tried` is, so that what came of it may be stored. */
export function isSameTry(message: StoredInboundMessage, tried: StoredInboundMessage): boolean {
  return (
    message.state === 'processing' &&
    message.leaseToken === tried.leaseToken &&
    message.attempts === tried.attempts
  );
}
