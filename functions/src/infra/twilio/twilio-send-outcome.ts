import type { SendOutcome } from '../../domain/messaging/messaging-service.ts';
import type { SendFailure } from '../../domain/messaging/send-failure.ts';
import { twilioErrorOutcomes } from './twilio-error-outcomes.ts';
import type { TwilioFailureDetails } from './twilio-failure.ts';
import { twilioSendFailures } from './twilio-send-failures.ts';

export type FailedSend = Exclude<SendOutcome, { kind: 'accepted' }>;

type ErrorAnswer = Extract<TwilioFailureDetails, { kind: 'error-answer' }>;
type Silence = Exclude<TwilioFailureDetails, ErrorAnswer>;

const adviceOnSilence = {
  'not-connected': 'Twilio could not be reached, so nothing was sent. The message is tried again.',
  'client-not-loaded': 'The Twilio SDK could not be loaded, so nothing was sent. Deploy the functions again.',
  'timed-out': 'Twilio did not answer in time. The message is looked for before it is sent again.',
  'connection-lost':
    'The connection broke before the answer came. The message is looked for before it is sent again.',
  'unreadable-answer':
    "Twilio's answer could not be read. The message is looked for before it is sent again.",
} as const satisfies Record<Silence['reason'], string>;

/** What a failed attempt means for its message: the error code decides, the HTTP status only where the code says nothing. */
export function sendOutcomeOf(failure: TwilioFailureDetails): FailedSend {
  return failure.kind === 'error-answer' ? outcomeOfAnswer(failure) : outcomeOfSilence(failure);
}

function outcomeOfSilence({ kind, reason }: Silence): FailedSend {
  return {
    kind: kind === 'not-sent' ? 'postponed' : 'unknown',
    reason,
    advice: adviceOnSilence[reason],
    providerCode: null,
    retryAfter: null,
    mostRetries: null,
    concerns: null,
  };
}

function outcomeOfAnswer(answer: ErrorAnswer): FailedSend {
  const { providerCode } = answer;
  const known = providerCode === null ? undefined : twilioErrorOutcomes.get(providerCode);
  const failure = known ?? failureByStatus(answer);
  if (failure.kind !== 'postponed') return { ...failure, providerCode };
  return { ...failure, providerCode, retryAfter: longest(failure.retryAfter, answer.retryAfter) };
}

/** Twilio has a general code for each of these statuses, which a proxy or a new error leaves out. */
function failureByStatus({ httpStatus, providerCode }: ErrorAnswer): SendFailure {
  if (httpStatus >= 500 || httpStatus === 408) return twilioSendFailures.of(20500);
  if (providerCode !== null) return twilioSendFailures.of(providerCode);
  if (httpStatus === 429) return twilioSendFailures.of(20429);
  if (httpStatus === 401 || httpStatus === 403) return twilioSendFailures.of(20003);
  if (httpStatus === 404) return twilioSendFailures.of(20404);
  return twilioSendFailures.of(null);
}

function longest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
