import { createHmac } from 'node:crypto';
import type { TwilioParameters } from './twilio-parameters.ts';

/**
 * What Twilio writes into `X-Twilio-Signature`, computed strictly: `url` is taken as it is, without trying other ports or encodings.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export function twilioSignature(authToken: string, url: string, parameters: TwilioParameters): string {
  return createHmac('sha1', authToken).update(url).update(signedText(parameters)).digest('base64');
}

/** What is signed besides the address: every name with its value, sorted, and nothing between them. */
export function signedText(parameters: TwilioParameters): string {
  const pairs = [...parameters.entries()].sort(([one], [other]) => (one < other ? -1 : 1));
  return pairs.flatMap(([name, values]) => [...new Set(values)].sort().map((value) => name + value)).join('');
}
