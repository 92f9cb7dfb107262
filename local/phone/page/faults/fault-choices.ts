import type { FaultRequest } from '../../../twilio/faults/fault-request.ts';

export interface FaultChoice {
  readonly label: string;
  readonly request: FaultRequest;
}

function error(code: number, label: string, status = 400): FaultChoice {
  return { label: `${code}: ${label}`, request: { create: 'error', code, status } };
}

function asyncError(code: number, label: string): FaultChoice {
  return { label: `${code}: ${label}`, request: { asyncError: code } };
}

/** What Twilio may answer to the next call that creates a message. */
export const answerFaults: readonly FaultChoice[] = [
  { label: '429: too many requests, retry after 30 s', request: { create: 'throttle', retryAfter: 30 } },
  { label: 'Time-out: no answer, nothing sent', request: { create: 'hang' } },
  { label: 'Reset: connection lost before accepting', request: { create: 'reset-before' } },
  { label: 'Reset: accepted, but the answer is lost', request: { create: 'reset-after' } },
  { label: 'Garbled: accepted, but the answer is no JSON', request: { create: 'garbled' } },
  { label: '500: server error', request: { create: 'server-error' } },
  error(20_003, 'the auth token is wrong', 401),
  error(21_211, 'the number is invalid'),
  error(21_610, 'the person has opted out'),
  error(21_656, 'the template variables are wrong'),
  error(63_038, 'the daily limit of the account is reached', 429),
];

/** What may become of the next message after Twilio has accepted it. */
export const lateFaults: readonly FaultChoice[] = [
  asyncError(63_016, 'outside the service window'),
  asyncError(63_003, 'the number has no WhatsApp'),
  asyncError(63_024, 'the recipient is invalid'),
  asyncError(63_049, 'Meta chose not to deliver'),
  asyncError(30_008, 'unknown error'),
  asyncError(30_410, 'provider time-out'),
];

const KNOWN_CODES = new Map(
  [...answerFaults, ...lateFaults].flatMap(({ label, request }) => {
    const code = request.create === 'error' ? request.code : request.asyncError;
    return code === undefined ? [] : [[code, label] as const];
  }),
);

/** `21610: the person has opted out`, or the bare number. */
export function nameOfCode(code: number): string {
  return KNOWN_CODES.get(code) ?? `error ${code}`;
}
