import type { SendFailure, SendFailures } from '../../domain/messaging/send-failure.ts';
import { twilioErrorOutcomes } from './twilio-error-outcomes.ts';

export const twilioSendFailures: SendFailures = {
  of(providerCode) {
    const known = providerCode === null ? undefined : twilioErrorOutcomes.get(providerCode);
    return known ?? unrecognisedError(providerCode);
  },
};

function unrecognisedError(providerCode: number | null): SendFailure {
  return {
    kind: 'refused',
    reason: 'unrecognised-error',
    advice:
      providerCode === null
        ? 'Twilio refused the message without a reason. Look at the error log in the Twilio Console, then send it again if it is still wanted.'
        : `Twilio gave an error that Linkline does not know. Read https://www.twilio.com/docs/api/errors/${providerCode} and send the message again if it is still wanted.`,
    retryAfter: null,
    mostRetries: null,
    concerns: null,
  };
}
