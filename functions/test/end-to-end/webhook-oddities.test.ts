import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LocalWorld } from '../../../local/world/local-world.ts';
import {
  formOf,
  FORM,
  signatureOf,
  WebhookCaller,
  type Answer,
  type Pairs,
} from './support/webhook-caller.ts';

const LARGEST_BODY = 64 * 1024;

let world: LocalWorld;
let twilio: WebhookCaller;

beforeAll(async () => {
  world = await LocalWorld.start();
  twilio = new WebhookCaller(`${world.functionsBaseUrl}/twilioWebhook`);
});

beforeEach(() => world.firestore.clear());
afterAll(() => world.stop());

const twiml = expect.stringMatching(/^text\/xml/) as string;
const answered = { status: 200, type: twiml, body: expect.stringContaining('<Response') as string };
const refused = { status: 400, type: twiml, body: '' };
const failed = { status: 500, type: twiml, body: '' };

/** A signed message whose form is exactly as long as stated. */
function messageOfLength(bytes: number): Pairs {
  const pairs = [...twilio.message(), ['Padding', ''] as const];
  return [...pairs.slice(0, -1), ['Padding', 'x'.repeat(bytes - formOf(pairs).length)]];
}

function postBytes(contentType: string, body: string | Uint8Array<ArrayBuffer>): Promise<Answer> {
  const headers = { 'content-type': contentType, 'x-twilio-signature': signatureOf([], twilio.url) };
  return twilio.send({ method: 'POST', headers, body });
}

const oddName = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', 'toString', '', '?', 'a[b][c]', 'a[]'),
  fc.constantFrom('Body', 'Body[]', 'From[]', '__proto__[From]'),
  fc.constantFrom('NumMedia', 'MediaUrl0', 'Latitude', 'ButtonPayload'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const oddValue = fc.oneof(
  fc.constantFrom('', '-1', '1e999', 'NaN', 'whatsapp:+0', '{"a":', '</Message>'),
  fc.string({ unit: 'grapheme' }),
);

describe('a message that Twilio signed', () => {
  it('is answered whatever else it says, in names that repeat or mean something to JavaScript', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(oddName, oddValue), { maxLength: 8 }), async (odd) => {
        expect(await twilio.post([...twilio.message(), ...odd])).toEqual(answered);
      }),
      { numRuns: 30 },
    );
  });

  it('counts by the first value of what it says twice', async () => {
    const twice = [...twilio.message(['Body', 'STATUS']), ['Body', 'HELP'] as const];
    expect((await twilio.post(twice)).body).toContain('not linked to any account');
    const onceMore = [...twilio.message(['Body', 'HELP']), ['Body', 'STATUS'] as const];
    expect((await twilio.post(onceMore)).body).toContain('You are talking to Demo');
  });

  it('may be 64 KiB long and no longer', async () => {
    expect(await twilio.post(messageOfLength(LARGEST_BODY))).toEqual(answered);
    expect(await twilio.post(messageOfLength(LARGEST_BODY + 1))).toEqual(refused);
  });

  it('is read as UTF-8 whatever character set its type names, and may come compressed', async () => {
    const greeting = twilio.message(['Body', 'Grüße 👋']);
    expect(await twilio.post(greeting, { 'content-type': `${FORM}; charset=iso-8859-1` })).toEqual(answered);
    const pairs = twilio.message();
    const headers = { 'content-type': FORM, 'content-encoding': 'gzip' };
    const signature = { 'x-twilio-signature': signatureOf(pairs, twilio.url) };
    const body = new Uint8Array(gzipSync(formOf(pairs)));
    expect(await twilio.send({ method: 'POST', headers: { ...headers, ...signature }, body })).toEqual(
      answered,
    );
  });
});

describe('what is no message', () => {
  it.each([
    ['bytes that are not UTF-8', FORM, new Uint8Array([0x42, 0x3d, 0xff])],
    ['a name without a value', FORM, 'Body'],
    ['plain text', 'text/plain', 'Body=hi'],
    ['a multipart form', 'multipart/form-data; boundary=x', '--x--'],
    ['JSON', 'application/json', '{"Body":"hi"}'],
    ['a type that only begins like the right one', `${FORM}-not`, 'Body=hi'],
  ])('is refused without a body: %s', async (_, contentType, body) => {
    expect(await postBytes(contentType, body)).toEqual(refused);
  });

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('is not taken by %s', async (method) => {
    expect(await twilio.send({ method })).toEqual({ ...refused, status: 405 });
  });

  it.each([
    ['more than 1000 parameters', FORM, 'a=b&'.repeat(2000)],
    ['brackets without end', FORM, `a${'[b]'.repeat(100)}=1`],
    ['JSON that breaks off', 'application/json', '{"Body":'],
    ['a character set that nobody knows', `${FORM}; charset=martian`, 'a=b'],
  ])('is refused by the framework, in no type that Twilio sends on: %s', async (_, contentType, body) => {
    const { status, type } = await postBytes(contentType, body);
    expect([400, 413, 415]).toContain(status);
    expect(type).not.toContain('text/plain');
    expect(world.firestore.documents()).toEqual([]);
  });
});

describe('a failure of ours', () => {
  it('is answered without a body where Firestore refuses', async () => {
    world.firestore.faults.inject({ method: 'commit', when: 'before', code: 'PERMISSION_DENIED' });
    expect(await twilio.post(twilio.message())).toEqual(failed);
  });

  it('is answered without a body where a document cannot be read', async () => {
    await twilio.post(twilio.message());
    const [contact] = world.firestore.documents('whatsapp_contacts');
    await getFirestore()
      .doc(contact?.path ?? '')
      .set({ opted_out: 'perhaps' });
    expect(await twilio.post(twilio.message())).toEqual(failed);
  });
});
