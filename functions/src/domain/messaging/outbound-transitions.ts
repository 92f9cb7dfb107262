import { MINUTE, SECOND, type Instant } from '../shared/clock.ts';
import type { SendOutcome } from './messaging-service.ts';
import type { OutboundMessage, SendAttempt } from './outbound-message.ts';

/** Longer than the time-out of a call to Twilio, so that a live lease means a sender may still be at work. */
export const SEND_LEASE = 60 * SECOND;
/** When Twilio's log is searched, counted from the moment the outcome became unknown; a look that comes late delays the next. */
export const LOOK_DELAYS: readonly number[] = [1 * MINUTE, 5 * MINUTE, 15 * MINUTE];

export function isFinal(message: OutboundMessage): boolean {
  return message.state !== 'queued' && message.state !== 'sending' && message.state !== 'unknown';
}

/** Written before Twilio is called: whoever finds it after a crash knows that a call may have been made. */
export function leased(message: OutboundMessage, now: Instant, leaseToken: string): OutboundMessage {
  const attempt: SendAttempt = { startedAt: now, finishedAt: null, outcome: null, providerCode: null };
  return next(message, {
    state: 'sending',
    nextAt: now + SEND_LEASE,
    leaseToken,
    attempts: [...message.attempts, attempt],
  });
}

export function ended(
  message: OutboundMessage,
  state: 'suppressed' | 'expired' | 'failed' | 'dead',
  reason: string,
): OutboundMessage {
  return next(message, { state, reason, nextAt: null });
}

export function accepted(message: OutboundMessage, messageSid: string): OutboundMessage {
  return next(message, { state: 'accepted', messageSid, reason: null, nextAt: null });
}

export function postponed(message: OutboundMessage, until: Instant, reason: string): OutboundMessage {
  return next(message, { state: 'queued', nextAt: until, reason });
}

export function becameUnknown(message: OutboundMessage, now: Instant, reason: string): OutboundMessage {
  return next(message, { state: 'unknown', looks: 0, reason, nextAt: now + lookDelay(0) });
}

/** After the last look the message goes out once more, marked; if that too stays unknown it is given up. */
export function notFound(message: OutboundMessage, now: Instant): OutboundMessage {
  const looks = message.looks + 1;
  if (looks < LOOK_DELAYS.length) {
    return next(message, { looks, nextAt: now + lookDelay(looks) - lookDelay(looks - 1) });
  }
  if (message.possibleDuplicate) return ended(message, 'dead', 'outcome-unknown');
  return next(message, { state: 'queued', looks, possibleDuplicate: true, nextAt: now });
}

export function withAttemptFinished(
  message: OutboundMessage,
  now: Instant,
  outcome: SendOutcome,
): OutboundMessage {
  const attempts = message.attempts.map((attempt, position) =>
    position === message.attempts.length - 1
      ? {
          ...attempt,
          finishedAt: now,
          outcome: outcome.kind,
          providerCode: outcome.kind === 'accepted' ? null : outcome.providerCode,
        }
      : attempt,
  );
  return { ...message, attempts };
}

function lookDelay(look: number): number {
  return LOOK_DELAYS[look] ?? 0;
}

function next(message: OutboundMessage, change: Partial<OutboundMessage>): OutboundMessage {
  return { ...message, ...change, step: message.step + 1 };
}
