import type { ProcessingOutcome } from '../../domain/messaging/message-processor.ts';
import { DAY, SECOND, type Instant } from '../../domain/shared/clock.ts';
import type { ProductAnswer } from './product-connection.ts';

export type HandoverFailure = Extract<ProcessingOutcome, { kind: 'failed' }>;

const LONGEST_WAIT = DAY;
const GONE = 410;
const SECONDS = /^\d{1,10}$/;
/** The form that a server must use: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * A failure that is tried again. Whatever is wrong, a refused address too, may be repaired by the product's next deployment or DNS
 * record, and the message should still arrive then.
 */
export function handoverFailure(reason: string): HandoverFailure {
  return { kind: 'failed', reason, retryAfter: null, isFinal: false };
}

/** Null where the answer says yes. "410 Gone" alone is final: the product says so itself. */
export function refusalIn({ status, retryAfter }: ProductAnswer, now: Instant): HandoverFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status === GONE) return { ...handoverFailure('gone'), isFinal: true };
  return { ...handoverFailure(reasonOf(status)), retryAfter: waitIn(retryAfter, now) };
}

function reasonOf(status: number): string {
  if (status < 400) return 'redirected';
  return status < 500 ? 'answered-client-error' : 'answered-server-error';
}

/** Milliseconds that the product asked to be left alone, at most a day. */
function waitIn(retryAfter: string, now: Instant): number | null {
  if (SECONDS.test(retryAfter)) return Math.min(Number(retryAfter) * SECOND, LONGEST_WAIT);
  const until = HTTP_DATE.test(retryAfter) ? Date.parse(retryAfter) : Number.NaN;
  return Number.isNaN(until) ? null : Math.min(Math.max(0, until - now), LONGEST_WAIT);
}
