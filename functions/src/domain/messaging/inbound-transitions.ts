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

/** Whether `message` is still in the try that `tried` is, so that what came of it may be stored. */
export function isSameTry(message: StoredInboundMessage, tried: StoredInboundMessage): boolean {
  return (
    message.state === 'processing' &&
    message.leaseToken === tried.leaseToken &&
    message.attempts === tried.attempts
  );
}
