import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';

const FORM = 'application/x-www-form-urlencoded';
const NEXT_TOKEN = 'the-token-that-comes-after-the-rotation';
const PHONE = 'whatsapp:+15551110001';

type Pairs = readonly (readonly [name: string, value: string])[];

let world: LocalWorld;
let url: string;
let count = 0;

beforeAll(async () => {
  world = await LocalWorld.start({
    parameters: { TWILIO_AUTH_TOKENS: `${NEXT_TOKEN},${localIdentity.authToken}` },
  });
  url = `${world.functionsBaseUrl}/twilioWebhook`;
});

beforeEach(() => world.firestore.clear());
afterAll(() => world.stop());

/** https://www.twilio.com/docs/usage/security#validating-requests, for names that stand once each */
function signatureOf(pairs: Pairs, address = url, token: string = localIdentity.authToken): string {
  const sorted = pairs.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHmac('sha1', token)
    .update(address + sorted.flat().join(''))
    .digest('base64');
}

function message(...changes: Pairs): Pairs {
  count += 1;
  const parameters = new Map([
    ['MessageSid', `SM${count.toString(16).padStart(32, '0')}`],
    ['AccountSid', localIdentity.accountSid],
    ['From', PHONE],
    ['To', localIdentity.sender],
    ['Body', 'hi'],
    ...changes,
  ]);
  return [...parameters];
}

async function post(pairs: Pairs, headers: Readonly<Record<string, string>> = {}, address = url) {
  const body = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();
  const signature = { 'x-twilio-signature': signatureOf(pairs) };
  return send({ method: 'POST', headers: { 'content-type': FORM, ...signature, ...headers }, body }, address);
}

async function send(request: RequestInit, address = url) {
  const response = await fetch(address, request);
  const { status, headers } = response;
  return { status, type: headers.get('content-type'), body: await response.text() };
}

/** Twilio sends a text/plain body to the person. */
function refusal(status: number) {
  return { status, type: expect.stringMatching(/^text\/xml/) as string, body: '' };
}

describe('the webhook answers', () => {
  it('a message that Twilio signed, with either auth token', async () => {
    const answer = { status: 200, type: 'text/xml; charset=utf-8' };
    expect(await post(message())).toMatchObject({
      ...answer,
      body: expect.stringContaining('Please link') as string,
    });
    const pairs = message();
    const signature = signatureOf(pairs, url, NEXT_TOKEN);
    expect(await post(pairs, { 'x-twilio-signature': signature })).toMatchObject(answer);
  });

  it('an empty response where nothing is to be said', async () => {
    const silent = { status: 200, body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' };
    expect(await post(message(['OptOutType', 'STOP']))).toMatchObject(silent);
  });

  it('403 to what is forged or not ours, and changes nothing', async () => {
    const forged = await post(message(), { 'x-twilio-signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' });
    const unsigned = await post(message(), { 'x-twilio-signature': '' });
    const foreignAccount = await post(message(['AccountSid', `AC${'9'.repeat(32)}`]));
    const foreignSender = await post(message(['To', 'whatsapp:+15559999999']));
    const withQuery = await post(message(), {}, `${url}?oid=linked-12345678`);
    for (const answer of [forged, unsigned, foreignAccount, foreignSender, withQuery]) {
      expect(answer).toEqual(refusal(403));
    }
    expect(world.firestore.documents()).toEqual([]);
  });

  it('400 to what is malformed, and changes nothing', async () => {
    const badSid = await post(message(['MessageSid', 'SM1']));
    const badFrom = await post(message(['From', '+15551110001']));
    const tooLarge = await post(message(['Body', 'x'.repeat(64 * 1024)]));
    const json = await send({
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-twilio-signature': 'x' },
      body: '{}',
    });
    for (const answer of [badSid, badFrom, tooLarge, json]) expect(answer).toEqual(refusal(400));
    expect(world.firestore.documents()).toEqual([]);
  });

  it('405 to anything but POST', async () => {
    expect(await send({ method: 'GET' })).toEqual(refusal(405));
    expect(await send({ method: 'PUT', headers: { 'content-type': FORM }, body: 'a=b' })).toEqual(
      refusal(405),
    );
  });

  it('oddly named, unknown and very many parameters as if they were not there', async () => {
    const odd = ['__proto__', 'constructor', 'hasOwnProperty', 'a[b][c]', 'a[]', 'Ünïcödé', ''].map(
      (name) => [name, 'value'] as const,
    );
    expect(await post(message(...odd))).toMatchObject({ status: 200 });
    const many = Array.from({ length: 900 }, (_, number) => [`Parameter${number}`, 'x'] as const);
    expect(await post(message(...many))).toMatchObject({ status: 200 });
  });

  it('a text full of markup and control characters as mere text', async () => {
    const body = '</Message></Response>&amp;\u0000\u0007<![CDATA[ ]]> \u{1F44B}';
    expect(await post(message(['Body', body], ['ProfileName', '<b>"\'&']))).toMatchObject({ status: 200 });
  });

  it('503 within Twilio’s patience while Firestore does not answer', async () => {
    world.firestore.faults.inject({
      method: 'batchGetDocuments',
      when: 'before',
      code: 'UNAVAILABLE',
      times: 100,
      delayMs: 1_000,
    });
    const startedAt = performance.now();
    expect(await post(message())).toEqual(refusal(503));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    world.firestore.faults.clear();
  });
});

describe('the status callback answers', () => {
  const report = (...changes: Pairs) =>
    message(['From', localIdentity.sender], ['To', PHONE], ['MessageStatus', 'sent'], ...changes);
  const at = (query: string) => `${world.functionsBaseUrl}/twilioStatus${query}`;

  async function postTo(query: string, pairs: Pairs) {
    return post(pairs, { 'x-twilio-signature': signatureOf(pairs, at(query)) }, at(query));
  }

  it('204 to reports of messages and of states that it does not know', async () => {
    const empty = { status: 204, type: null, body: '' };
    expect(await postTo('?oid=no-such-message', report())).toEqual(empty);
    expect(await postTo('?oid=no-such-message', report(['MessageStatus', 'teleported']))).toEqual(empty);
    expect(await postTo('', report())).toEqual(empty);
    expect(world.firestore.documents()).toEqual([]);
  });

  it('403 to any other query, to foreign senders and to what is not signed for this very message', async () => {
    const pairs = report();
    const forAnother = { 'x-twilio-signature': signatureOf(pairs, at('?oid=another-message')) };
    expect(await postTo('?oid=no-such-message&x=1', report())).toEqual(refusal(403));
    expect(await postTo('?oid=short', report())).toEqual(refusal(403));
    expect(await postTo('?oid=no-such-message', report(['From', PHONE]))).toEqual(refusal(403));
    expect(await post(pairs, forAnother, at('?oid=no-such-message'))).toEqual(refusal(403));
  });
});
