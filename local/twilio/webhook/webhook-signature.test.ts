import { readFileSync } from 'node:fs';

import * as fc from 'fast-check';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';

import type { FormParameters } from '../http/form-parameters.ts';
import { webhookSignature } from './webhook-signature.ts';

interface Vector {
  readonly id: string;
  readonly token: string;
  readonly contentType: string;
  readonly url: string;
  readonly signedUrl?: string;
  readonly params?: Readonly<Record<string, string | readonly string[]>>;
  readonly signature: string;
  readonly valid: boolean;
}

const fixture = new URL('../../../functions/test/fixtures/twilio-signatures.json', import.meta.url);
// the fixture is part of the repository, and a wrong shape fails every test below
const { vectors } = JSON.parse(readFileSync(fixture, 'utf8')) as { readonly vectors: readonly Vector[] };
const forms = vectors.filter(({ contentType }) => contentType.startsWith('application/x-www-form'));

const pairs = (params: Vector['params'] = {}): FormParameters =>
  Object.entries(params).flatMap(([name, value]) => [value].flat().map((text) => [name, text] as const));

describe('the signature of a webhook', () => {
  it.each(forms.filter(({ valid }) => valid))('agrees with the known answer $id', (vector) => {
    expect(webhookSignature(vector.token, vector.url, pairs(vector.params))).toBe(vector.signature);
  });

  it.each(forms.filter(({ valid, id }) => !valid && id !== 'wa-fragment-not-signed'))(
    'differs from the forged one of $id',
    (vector) => {
      expect(webhookSignature(vector.token, vector.url, pairs(vector.params))).not.toBe(vector.signature);
    },
  );

  it('leaves out the fragment of the configured URL', () => {
    const vector = forms.find(({ id }) => id === 'wa-fragment-not-signed');
    expect(vector?.url).toContain('#');
    expect(webhookSignature(vector?.token ?? '', vector?.url ?? '', pairs(vector?.params))).toBe(
      vector?.signature,
    );
  });

  it('leaves out the credentials of the configured URL', () => {
    const parameters = [['Body', 'hi']] as const;
    expect(webhookSignature('token', 'https://user:pass@example.com/a@b', parameters)).toBe(
      webhookSignature('token', 'https://example.com/a@b', parameters),
    );
  });

  it('is accepted by the SDK whatever the parameters', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9.[\]]{0,12}$/u);
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.string({ unit: 'grapheme' }), { noNullPrototype: true }),
        (parameters) => {
          const url = 'https://example.com/inbound?oid=1';
          const signature = webhookSignature('token', url, Object.entries(parameters));
          expect(twilio.validateRequest('token', signature, url, parameters)).toBe(true);
        },
      ),
    );
  });
});
