import { createHmac } from 'node:crypto';
import { localIdentity } from '../../../../local/world/local-identity.ts';

export type Pairs = readonly (readonly [name: string, value: string])[];

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

export const FORM = 'application/x-www-form-urlencoded';
export const PHONE = 'whatsapp:+15551110001';

/** Asks the webhook what Twilio would ask, and what nobody should. */
export class WebhookCaller {
  readonly url: string;
  #messages = 0;

  constructor(url: string) {
    this.url = url;
  }

  /** The parameters of a new message, of which `changes` replace some. */
  message(...changes: Pairs): Pairs {
    this.#messages += 1;
    const parameters = new Map([
      ['MessageSid', `SM${this.#messages.toString(16).padStart(32, '0')}`],
      ['AccountSid', localIdentity.accountSid],
      ['From', PHONE],
      ['To', localIdentity.sender],
      ['Body', 'hi'],
      ...changes,
    ]);
    return [...parameters];
  }

  /** Signed as Twilio does unless `headers` say otherwise. */
  post(pairs: Pairs, headers: Readonly<Record<string, string>> = {}, address = this.url): Promise<Answer> {
    const signature = { 'x-twilio-signature': signatureOf(pairs, this.url) };
    const request = { method: 'POST', headers: { 'content-type': FORM, ...signature, ...headers } };
    return this.send({ ...request, body: formOf(pairs) }, address);
  }

  async send(request: RequestInit, address = this.url): Promise<Answer> {
    const response = await fetch(address, request);
    const { status, headers } = response;
    return { status, type: headers.get('content-type'), body: await response.text() };
  }
}

/** https://www.twilio.com/docs/usage/security#validating-requests: each name with its different values, all of them sorted. */
export function signatureOf(pairs: Pairs, address: string, token: string = localIdentity.authToken): string {
  const valuesOf = Map.groupBy(pairs, ([name]) => name);
  const signed = [...valuesOf.keys()].sort().map((name) => {
    const values = new Set(valuesOf.get(name)?.map(([, value]) => value));
    return [...values]
      .sort()
      .map((value) => name + value)
      .join('');
  });
  return createHmac('sha1', token)
    .update(address + signed.join(''))
    .digest('base64');
}

export function formOf(pairs: Pairs): string {
  return new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();
}
