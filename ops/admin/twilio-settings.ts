import type { TwilioConfig } from '../../functions/src/infra/config/twilio-config.ts';
import { UnusableError } from './admin-error.ts';
import type { Settings } from './settings.ts';

/** Throws `UnusableError` where a parameter or secret is missing. */
export function twilioSettings(settings: Settings): TwilioConfig {
  const values = settings.read(
    'TWILIO_ACCOUNT_SID',
    'TWILIO_AUTH_TOKENS',
    'TWILIO_SENDER',
    'TWILIO_MESSAGING_SERVICE_SID',
    'TWILIO_API_BASE_URL',
  );
  const { TWILIO_SENDER: sender, TWILIO_MESSAGING_SERVICE_SID: messagingServiceSid } = values;
  if (sender === null && messagingServiceSid === null) {
    throw new UnusableError(
      'TWILIO_SENDER and TWILIO_MESSAGING_SERVICE_SID are both missing: set one of them.',
    );
  }
  return {
    accountSid: values.TWILIO_ACCOUNT_SID,
    authTokens: values.TWILIO_AUTH_TOKENS,
    sender,
    messagingServiceSid,
    apiBaseUrl: values.TWILIO_API_BASE_URL,
  };
}
