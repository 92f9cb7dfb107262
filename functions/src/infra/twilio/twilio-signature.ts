import { createHmac } from 'node:crypto';
import type { TwilioParameters } from './twilio-parameters.ts';

/**
 * What Twilio writes into `X-Twilio-Signature`, computed strictly: `url` is taken as it is, without trying other ports or encodings.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export function twilioSignature(authToken: string, url: string, parameters: TwilioParameters): string {
  const hmac = createHmac('sha1', authToken).update(url);
  const names = [...parameters.entries()].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [name, values] of names) {
    for (const value of [...new Set(values)].sort()) hmac.update(name).update(value);
  }
  return hmac.digest('base64');
}
