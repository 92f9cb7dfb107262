import type { CreateFault } from '../faults/simulator-faults.ts';
import type { HttpAnswer, HttpOutcome } from '../http/http-exchange.ts';
import { errorAnswer, TwilioError } from './twilio-error.ts';

/** The outcome of a call that a fault keeps from being accepted; undefined where the fault strikes later. */
export function refuseFault(fault: CreateFault): HttpOutcome | undefined {
  switch (fault.kind) {
    case 'error':
      return errorAnswer(new TwilioError(fault.code, `Twilio error ${fault.code}`, fault.status));
    case 'throttle':
      return errorAnswer(new TwilioError(20429, 'Too Many Requests', 429), {
        'retry-after': String(fault.retryAfter),
      });
    case 'server-error':
      return errorAnswer(new TwilioError(20500, 'An internal server error has occurred', 500));
    case 'hang':
      return { kind: 'hang' };
    case 'reset-before':
      return { kind: 'reset' };
    default:
      return undefined;
  }
}

/** What a fault makes of the answer to a message that has been accepted. */
export function answerFault(fault: CreateFault, answer: HttpAnswer): HttpOutcome {
  if (fault.kind === 'reset-after') return { kind: 'reset' };
  if (fault.kind === 'garbled') return { ...answer, body: answer.body.slice(0, answer.body.length / 2) };
  return answer;
}
