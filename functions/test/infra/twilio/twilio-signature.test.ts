import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { twilioSignature } from '../../../src/infra/twilio/twilio-signature.ts';
import vectors from '../../fixtures/twilio-signatures.json' with { type: 'json' };
import { formBody, parsed, type Pair } from './signed-request.ts';

const URL_OF_WEBHOOK = 'https://europe-west1-demo.cloudfunctions.net/twilioWebhook';

interface Vector {
  readonly id: string;
  readonly token: string;
  readonly url: string;
  readonly params?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly bodySHA256?: string;
  readonly signature: string;
  readonly valid: boolean;
}

/** As JSON: its inferred type would name every parameter of every vector. */
const known: readonly Vector[] = JSON.parse(JSON.stringify(vectors.vectors));

describe('twilioSignature', () => {
  it.each(known.filter(({ params }) => params !== undefined))(
    'agrees with the known answer "$id"',
    ({ token, url, params = {}, signature, valid }) => {
      const pairs = Object.entries(params).flatMap(([name, values]) =>
        [values].flat().map((value): Pair => [name, value]),
      );
      expect(twilioSignature(token, url, parsed(formBody(pairs))) === signature).toBe(valid);
    },
  );

  it.each(known.filter(({ body }) => body !== undefined))(
    'agrees with the known answer "$id", whose address carries the hash of the body',
    ({ token, url, body = '', signature, valid }) => {
      expect(twilioSignature(token, url, parsed(formBody([])))).toBe(signature);
      const hash = createHash('sha256').update(body).digest('hex');
      expect(new URL(url).searchParams.get('bodySHA256') === hash).toBe(valid);
    },
  );

  it('is what the validator of Twilio accepts, whatever the parameters are called and hold', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('__proto__', 'a[0]', ' hi '),
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(fc.tuple(text, text)), (token, pairs) => {
        const signature = twilioSignature(token, URL_OF_WEBHOOK, parsed(formBody(pairs)));
        expect(validateRequest(token, signature, URL_OF_WEBHOOK, asTwilioTakesThem(pairs))).toBe(true);
      }),
    );
  });
});

function asTwilioTakesThem(pairs: readonly Pair[]): Record<string, unknown> {
  const byName = Map.groupBy(pairs, ([name]) => name);
  return Object.fromEntries([...byName].map(([name, group]) => [name, group.map(([, value]) => value)]));
}
