import { HOUR, MINUTE, SECOND, type Instant } from '../shared/clock.ts';
import type { SendOutcome } from './messaging-service.ts';
import {
  contentKind,
  partToSend,
  unclaimedSid,
  type OutboundMessage,
  type SendAttempt,
} from './outbound-message.ts';

/** Longer than the time-out of a call to Twilio, so that a live lease means a sender may still be at work. */
export const SEND_LEASE = 60 * SECOND;
/** When Twilio's log is searched, counted from the moment the outcome became unknown; a look that comes late delays the next. */
export const LOOK_DELAYS: readonly number[] = [1 * MINUTE, 5 * MINUTE, 15 * MINUTE];
/** When Twilio is asked about an accepted message that has not arrived, counted from its acceptance. */
export const CHECK_DELAYS: readonly number[] = [15 * MINUTE, 1 * HOUR, 24 * HOUR];

const OPEN_STATES = new Set<OutboundMessage['state']>(['queued', 'sending', 'unknown']);

export function isFinal({ state }: Pick<OutboundMessage, 'state'>): boolean {
  return !OPEN_STATES.has(state);
}

/** Of the tries that failed through our own fault one after another, only the first and the newest: a pause may take weeks. */
function worthKeeping(attempts: readonly SendAttempt[]): readonly SendAttempt[] {
  const areOurFault = attempts.slice(-2).filter(({ outcome }) => outcome === 'sender-unusable');
  return areOurFault.length < 2 ? attempts : attempts.slice(0, -1);
}

/** Written before Twilio is called: whoever finds it after a crash knows that a call may have been made. */
export function leased(message: OutboundMessage, now: Instant, leaseToken: string): OutboundMessage {
  const attempt: SendAttempt = {
    startedAt: now,
    finishedAt: null,
    part: partToSend(message) ?? 0,
    content: contentKind(message),
    outcome: null,
    reason: null,
    providerCode: null,
    messageSid: null,
  };
  return next(message, {
    state: 'sending',
    nextAt: now + SEND_LEASE,
    leaseToken,
    attempts: [...worthKeeping(message.attempts), attempt],
    reason: null,
    advice: null,
  });
}

export function ended(
  message: OutboundMessage,
  state: 'suppressed' | 'expired' | 'failed' | 'dead' | 'undelivered' | 'canceled',
  reason: string,
  advice: string | null = null,
): OutboundMessage {
  return next(message, { state, reason, advice, nextAt: null, checkAt: null });
}

/** The attempt under way, or the lost one, was taken as `messageSid`; a further part goes next. */
export function accepted(message: OutboundMessage, messageSid: string, now: Instant): OutboundMessage {
  return afterAcceptance(withAttemptTaken(message, message.attempts.length - 1, messageSid, now), now);
}

/** An answer that comes when others have gone on: `position` is its attempt's. What is being sent meanwhile stays so. */
export function acceptedLate(
  message: OutboundMessage,
  position: number,
  messageSid: string,
  now: Instant,
): OutboundMessage {
  if (attemptWith(message, messageSid) !== null) return message;
  const taken = withAttemptTaken(message, position, messageSid, now);
  const isLast = position === message.attempts.length - 1;
  return message.state === 'sending' && !isLast ? taken : afterAcceptance(taken, now);
}

function afterAcceptance(finished: OutboundMessage, now: Instant): OutboundMessage {
  const isWhole = partToSend(finished) === null;
  return next(finished, {
    state: isWhole ? 'accepted' : 'queued',
    nextAt: isWhole ? null : now,
    reason: null,
    advice: null,
    checkAt: now + (CHECK_DELAYS[0] ?? 0),
    checks: 0,
  });
}

export function postponed(
  message: OutboundMessage,
  until: Instant,
  reason: string,
  advice: string | null = null,
): OutboundMessage {
  return next(message, { state: 'queued', nextAt: until, reason, advice });
}

export function becameUnknown(message: OutboundMessage, now: Instant, reason: string): OutboundMessage {
  return next(message, { state: 'unknown', looks: 0, reason, nextAt: now + lookDelay(0) });
}

/**
 * After the last look a text goes out once more, marked; if that too stays unknown it is given up. A template cannot be recognised in
 * Twilio's log, so it is given up at once: a human decides.
 */
export function notFound(message: OutboundMessage, now: Instant): OutboundMessage {
  const looks = message.looks + 1;
  if (looks < LOOK_DELAYS.length) {
    return next(message, { looks, nextAt: now + lookDelay(looks) - lookDelay(looks - 1) });
  }
  const isTemplate = message.usesFallback || message.content.kind === 'template';
  if (message.possibleDuplicate || isTemplate)
    return ended(message, 'dead', 'outcome-unknown', ADVICE_UNKNOWN);
  return next(message, { state: 'queued', looks, possibleDuplicate: true, nextAt: now });
}

/** An operator brings it back: its tries count anew. One that may have been sent is marked. */
export function redriven(message: OutboundMessage, now: Instant): OutboundMessage {
  return next(message, {
    state: 'queued',
    nextAt: now,
    triesFrom: message.attempts.length,
    looks: 0,
    possibleDuplicate: message.possibleDuplicate || message.attempts.at(-1)?.outcome === 'unknown',
    reason: 'redriven',
    advice: null,
  });
}

/** What an operator may bring back. A recipient who must not get a message is not asked again. */
export function isRedrivable({ state }: OutboundMessage): boolean {
  return state === 'dead' || state === 'failed' || state === 'undelivered' || state === 'expired';
}

/** Another try of what an earlier attempt had handed over and a delivery status called failed. */
export function resent(message: OutboundMessage, at: Instant, reason: string): OutboundMessage {
  return next(message, { state: 'queued', nextAt: at, checkAt: null, reason });
}

export function withFallback(message: OutboundMessage, now: Instant): OutboundMessage {
  return next(message, {
    state: 'queued',
    usesFallback: true,
    nextAt: now,
    checkAt: null,
    reason: 'sent-as-template',
    advice: null,
  });
}

export function checked(message: OutboundMessage, now: Instant): OutboundMessage {
  const checks = message.checks + 1;
  const delay = CHECK_DELAYS[checks];
  const checkAt = delay === undefined ? null : now + delay - (CHECK_DELAYS[checks - 1] ?? 0);
  return { ...message, checks, checkAt };
}

export function withAttemptFinished(
  message: OutboundMessage,
  now: Instant,
  outcome: Exclude<SendOutcome, { kind: 'accepted' }>,
): OutboundMessage {
  return withLastAttempt(message, (attempt) => ({
    ...attempt,
    finishedAt: now,
    outcome: outcome.kind,
    reason: outcome.reason,
    providerCode: outcome.providerCode,
  }));
}

/** The attempt of this SID that Twilio has taken, unless the message has moved on to its fallback since. */
export function attemptUnderWay(message: OutboundMessage, messageSid: string): SendAttempt | null {
  const attempt = attemptWith(message, messageSid);
  return attempt?.outcome === 'accepted' && attempt.content === contentKind(message) ? attempt : null;
}

/** Null where no answer of Twilio's has named the SID. */
export function attemptWith(message: OutboundMessage, messageSid: string): SendAttempt | null {
  return message.attempts.find((attempt) => attempt.messageSid === messageSid) ?? null;
}

export function withAttemptUndelivered(
  message: OutboundMessage,
  messageSid: string,
  failure: { readonly reason: string; readonly providerCode: number | null },
): OutboundMessage {
  const attempts = message.attempts.map((attempt) =>
    attempt.messageSid === messageSid ? { ...attempt, ...failure, outcome: 'undelivered' as const } : attempt,
  );
  return { ...message, attempts };
}

/** How often what is to be sent now was tried in vain since it was last redriven. What was our own fault does not count. */
export function failedTries(message: OutboundMessage, part: number): number {
  return message.attempts
    .slice(message.triesFrom)
    .filter((attempt) => attempt.part === part && attempt.content === contentKind(message))
    .filter(({ outcome }) => outcome === 'postponed' || outcome === 'undelivered').length;
}

/** Twilio reports on the message although its answer was lost: so it was taken. */
export function settledByReport(message: OutboundMessage, now: Instant): OutboundMessage | null {
  const last = message.attempts.at(-1)?.outcome;
  const messageSid = last === null || last === 'unknown' ? unclaimedSid(message) : null;
  return messageSid === null ? null : accepted(message, messageSid, now);
}

const ADVICE_UNKNOWN =
  'Nobody knows whether Twilio has sent it. Look it up in the Twilio console; redrive it only if it is missing there.';

function withAttemptTaken(
  message: OutboundMessage,
  position: number,
  messageSid: string,
  now: Instant,
): OutboundMessage {
  return withAttempt(message, position, (attempt) => ({
    ...attempt,
    finishedAt: attempt.finishedAt ?? now,
    outcome: 'accepted',
    reason: null,
    providerCode: null,
    messageSid,
  }));
}

function withLastAttempt(
  message: OutboundMessage,
  change: (attempt: SendAttempt) => SendAttempt,
): OutboundMessage {
  return withAttempt(message, message.attempts.length - 1, change);
}

function withAttempt(
  message: OutboundMessage,
  position: number,
  change: (attempt: SendAttempt) => SendAttempt,
): OutboundMessage {
  const attempts = message.attempts.map((attempt, at) => (at === position ? change(attempt) : attempt));
  return { ...message, attempts };
}

function lookDelay(look: number): number {
  return LOOK_DELAYS[look] ?? 0;
}

function next(message: OutboundMessage, change: Partial<OutboundMessage>): OutboundMessage {
  return { ...message, ...change, step: message.step + 1 };
}
