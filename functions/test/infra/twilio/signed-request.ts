import { TwilioParameters } from '../../../src/infra/twilio/twilio-parameters.ts';
import type { TwilioRequest } from '../../../src/infra/twilio/twilio-request-verifier.ts';
import { twilioSignature } from '../../../src/infra/twilio/twilio-signature.ts';

export type Pair = readonly [name: string, value: string];

/** A form body the way Twilio writes it. */
export function formBody(pairs: readonly Pair[]): Uint8Array {
  return Buffer.from(
    new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString(),
  );
}

export function parametersOf(values: Readonly<Record<string, string>>): TwilioParameters {
  return parsed(formBody(Object.entries(values)));
}

export function parsed(rawBody: Uint8Array): TwilioParameters {
  const parameters = TwilioParameters.parse(rawBody);
  if (parameters === null) throw new Error('The body of this test is malformed.');
  return parameters;
}

/** The request, signed for where it is sent to. */
export function signed(
  request: Omit<TwilioRequest, 'signature'>,
  authToken: string,
  publicBaseUrl: string,
): TwilioRequest {
  const query = request.rawQuery === '' ? '' : `?${request.rawQuery}`;
  const url = `${publicBaseUrl}/${request.functionName}${query}`;
  return { ...request, signature: twilioSignature(authToken, url, parsed(request.rawBody)) };
}
