import { formatShortDay, formatTime } from '../shared/format-time.ts';
import { appSentences } from './app-sentences.ts';

/** How a callable refuses: https://firebase.google.com/docs/functions/callable-reference */
export interface CallableRefusal {
  readonly status?: string;
  readonly message?: string;
  readonly details?: {
    readonly code?: string;
    readonly remainingAttempts?: number;
    readonly retryAt?: string;
  };
}

/** A callable's refusal: what to tell the person, and the stable code that an app keys on. */
export class CallableError extends Error {
  override readonly name = 'CallableError';
  readonly code: string;
  readonly details: NonNullable<CallableRefusal['details']>;

  constructor(message: string, code: string, details: NonNullable<CallableRefusal['details']>) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** `fallback` is for an answer that is none of the callable's own; `now` is the world's time. */
export function callableError(
  { status, message, details = {} }: CallableRefusal,
  fallback: { readonly code: string; readonly message: string },
  now: number,
): CallableError {
  const code = details.code ?? status?.toLowerCase().replaceAll('_', '-') ?? fallback.code;
  const sentence = appSentences[code] ?? message ?? fallback.message;
  return new CallableError(withRetryTime(sentence, details.retryAt, now), code, details);
}

const MINUTE = 60_000;

/** Puts the time, never too early a minute, in the place of a vague "later". */
function withRetryTime(message: string, retryAt: string | undefined, now: number): string {
  if (retryAt === undefined) return message;
  const minute = Math.ceil(Date.parse(retryAt) / MINUTE) * MINUTE;
  const day = formatShortDay(minute) === formatShortDay(now) ? '' : `on ${formatShortDay(minute)} `;
  return `${message.replace(/ Try again later\.$/, '')} Try again ${day}at ${formatTime(minute)}.`;
}
