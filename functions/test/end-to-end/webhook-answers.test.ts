import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { FORM, PHONE, signatureOf, WebhookCaller, type Pairs } from './support/webhook-caller.ts';

const NEXT_TOKEN = 'the-token-that-comes-after-the-rotation';

let world: LocalWorld;
let twilio: WebhookCaller;

beforeAll(async () => {
  world = await LocalWorld.start({
    parameters: { TWILIO_AUTH_TOKENS: `${NEXT_TOKEN},${localIdentity.authToken}` },
  });
  twilio = new WebhookCaller(`${world.functionsBaseUrl}/twilioWebhook`);
});

beforeEach(() => world.firestore.clear());
afterAll(() => world.stop());

/** Twilio sends a text/plain body to the person. */
function refusal(status: number) {
  return { status, type: expect.stringMatching(/^text\/xml/) as string, body: '' };
}

describe('the webhook answers', () => {
  it('a message that Twilio signed, with either auth token', async () => {
    const answer = { status: 200, type: 'text/xml; charset=utf-8' };
    expect(await twilio.post(twilio.message())).toMatchObject({
      ...answer,
      body: expect.stringContaining('Please link') as string,
    });
    const pairs = twilio.message();
    const signature = signatureOf(pairs, twilio.url, NEXT_TOKEN);
    expect(await twilio.post(pairs, { 'x-twilio-signature': signature })).toMatchObject(answer);
  });

  it('an empty response where nothing is to be said', async () => {
    const silent = { status: 200, body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' };
    expect(await twilio.post(twilio.message(['OptOutType', 'STOP']))).toMatchObject(silent);
  });

  it('403 to what is forged or not ours, and changes nothing', async () => {
    const forged = await twilio.post(twilio.message(), {
      'x-twilio-signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    });
    const unsigned = await twilio.post(twilio.message(), { 'x-twilio-signature': '' });
    const foreignAccount = await twilio.post(twilio.message(['AccountSid', `AC${'9'.repeat(32)}`]));
    const foreignSender = await twilio.post(twilio.message(['To', 'whatsapp:+15559999999']));
    const withQuery = await twilio.post(twilio.message(), {}, `${twilio.url}?oid=linked-12345678`);
    for (const answer of [forged, unsigned, foreignAccount, foreignSender, withQuery]) {
      expect(answer).toEqual(refusal(403));
    }
    expect(world.firestore.documents()).toEqual([]);
  });

  it('400 to what is malformed, and changes nothing', async () => {
    const badSid = await twilio.post(twilio.message(['MessageSid', 'SM1']));
    const badFrom = await twilio.post(twilio.message(['From', '+15551110001']));
    const tooLarge = await twilio.post(twilio.message(['Body', 'x'.repeat(64 * 1024)]));
    const json = await twilio.send({
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-twilio-signature': 'x' },
      body: '{}',
    });
    for (const answer of [badSid, badFrom, tooLarge, json]) expect(answer).toEqual(refusal(400));
    expect(world.firestore.documents()).toEqual([]);
  });

  it('405 to anything but POST', async () => {
    expect(await twilio.send({ method: 'GET' })).toEqual(refusal(405));
    expect(await twilio.send({ method: 'PUT', headers: { 'content-type': FORM }, body: 'a=b' })).toEqual(
      refusal(405),
    );
  });

  it('oddly named, unknown and very many parameters as if they were not there', async () => {
    const odd = ['__proto__', 'constructor', 'hasOwnProperty', 'a[b][c]', 'a[]', 'Ünïcödé', ''].map(
      (name) => [name, 'value'] as const,
    );
    expect(await twilio.post(twilio.message(...odd))).toMatchObject({ status: 200 });
    const many = Array.from({ length: 900 }, (_, number) => [`Parameter${number}`, 'x'] as const);
    expect(await twilio.post(twilio.message(...many))).toMatchObject({ status: 200 });
  });

  it('a text full of markup and control characters as mere text', async () => {
    const body = '</Message></Response>&amp;\u0000\u0007<![CDATA[ ]]> \u{1F44B}';
    expect(await twilio.post(twilio.message(['Body', body], ['ProfileName', '<b>"\'&']))).toMatchObject({
      status: 200,
    });
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
    expect(await twilio.post(twilio.message())).toEqual(refusal(503));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    world.firestore.faults.clear();
  });
});

describe('the status callback answers', () => {
  const report = (...changes: Pairs) =>
    twilio.message(['From', localIdentity.sender], ['To', PHONE], ['MessageStatus', 'sent'], ...changes);
  const at = (query: string) => `${world.functionsBaseUrl}/twilioStatus${query}`;

  async function postTo(query: string, pairs: Pairs) {
    return twilio.post(pairs, { 'x-twilio-signature': signatureOf(pairs, at(query)) }, at(query));
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
    expect(await twilio.post(pairs, forAnother, at('?oid=no-such-message'))).toEqual(refusal(403));
  });
});
