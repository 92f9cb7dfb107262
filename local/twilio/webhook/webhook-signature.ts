import { createHmac } from 'node:crypto';

import type { FormParameters } from '../http/form-parameters.ts';

/**
 * X-Twilio-Signature of a request. GET requests are signed without parameters.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export function webhookSignature(authToken: string, url: string, parameters: FormParameters): string {
  const names = [...new Set(parameters.map(([name]) => name))].sort();
  const signed = names.map((name) =>
    valuesOf(parameters, name)
      .map((value) => name + value)
      .join(''),
  );
  return createHmac('sha1', authToken)
    .update(signedUrl(url) + signed.join(''), 'utf8')
    .digest('base64');
}

/** The configured URL as it is written, without its fragment and credentials. */
export function signedUrl(url: string): string {
  return url.replace(/#.*$/su, '').replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?]*@/iu, '$1');
}

function valuesOf(parameters: FormParameters, name: string): string[] {
  const values = parameters.filter(([other]) => other === name).map(([, value]) => value);
  return [...new Set(values)].sort();
}
