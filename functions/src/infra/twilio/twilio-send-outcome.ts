import type { SendOutcome } from '../../domain/messaging/messaging-service.ts';
import { twilioErrorOutcomes, type TwilioErrorOutcome } from './twilio-error-outcomes.ts';
import type { TwilioFailureDetails } from './twilio-failure.ts';

export type FailedSend = Exclude<SendOutcome, { kind: 'accepted' }>;

type ErrorAnswer = Extract<TwilioFailureDetails, { kind: 'error-answer' }>;

/** What a failed attempt means for its message: the error code decides, the HTTP status only where the code says nothing. */
export function sendOutcomeOf(failure: TwilioFailureDetails): FailedSend {
  switch (failure.kind) {
    case 'not-sent':
      return { kind: 'postponed', providerCode: null, reason: failure.reason, retryAfter: null };
    case 'no-answer':
      return { kind: 'unknown', providerCode: null, reason: failure.reason };
    case 'error-answer':
      return outcomeOfAnswer(failure);
  }
}

function outcomeOfAnswer(answer: ErrorAnswer): FailedSend {
  const { providerCode } = answer;
  const known = providerCode === null ? undefined : twilioErrorOutcomes.get(providerCode);
  const outcome = known ?? outcomeByStatus(answer);
  if (outcome.kind !== 'postponed') return { ...outcome, providerCode };
  return { ...outcome, providerCode, retryAfter: longest(outcome.retryAfter, answer.retryAfter) };
}

function outcomeByStatus({ httpStatus, providerCode }: ErrorAnswer): TwilioErrorOutcome {
  if (httpStatus >= 500 || httpStatus === 408) return { kind: 'unknown', reason: 'provider-failure' };
  if (providerCode !== null) return { kind: 'refused', reason: 'unrecognised-error' };
  if (httpStatus === 429) return { kind: 'postponed', reason: 'too-many-requests', retryAfter: null };
  if (httpStatus === 401 || httpStatus === 403) return { kind: 'refused', reason: 'authentication-failed' };
  if (httpStatus === 404) return { kind: 'refused', reason: 'resource-not-found' };
  return { kind: 'refused', reason: 'unrecognised-error' };
}

function longest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
