import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isMessage } from '../../../local/product/received-webhook.ts';
import { redriveDead } from '../../../local/soak/redrive-dead.ts';
import { letPass } from '../../../local/world/let-pass.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { settle } from '../../../local/world/settle.ts';
import { HOUR, MINUTE } from '../../src/domain/shared/clock.ts';
import { Person } from './support/person.ts';

const ADA = { From: 'whatsapp:+15551110001' };
const EVENTS = ['link.created', 'message.delivered', 'message.read'] as const;
const deliveredAt = { delivered_at: expect.stringMatching(/Z$/), sent_at: expect.stringMatching(/Z$/) };

let world: LocalWorld;
let ada: Person;

beforeAll(async () => {
  world = await LocalWorld.start({
    productReply: ({ data: { body } }) =>
      ['One', 'Two', 'Three'].map((word) => ({ body: `${word}: ${body}` })),
    parameters: { FORWARD_EVENTS: EVENTS.join(','), PROCESSING_MAX_RETRIES: '2' },
  });
  ada = new Person(world, 'ada', ADA);
  await ada.link();
});

/** What the test is about is what came since. */
let former: { readonly webhooks: number; readonly requests: number; readonly texts: number };

beforeEach(async () => {
  world.simulator.faults.clear();
  world.product.faults.clear();
  await letPass(world, MINUTE);
  const texts = (await ada.received()).length;
  former = { webhooks: world.product.received.length, requests: world.product.requestCount, texts };
});

afterAll(() => world.stop());

function received() {
  return world.product.received.slice(former.webhooks).map(({ content }) => content);
}

function messages() {
  return received()
    .filter(isMessage)
    .map(({ data }) => data);
}

async function texts(): Promise<readonly string[]> {
  return (await ada.received()).slice(former.texts);
}

function inbound(body: string) {
  const documents = world.firestore.documents('whatsapp_inbound_messages').map(({ data }) => data);
  return documents.filter((data) => data['body'] === body);
}

describe('what a linked phone sends', () => {
  it('reaches the product, signed and with its user, and the replies reach the phone in their order', async () => {
    await ada.send('hello');
    await letPass(world, MINUTE);
    expect(messages()).toMatchObject([{ user_id: 'ada', body: 'hello', from: ADA.From, backfilled: false }]);
    expect(world.product.refusedCount).toBe(0);
    expect(await texts()).toEqual(['One: hello', 'Two: hello', 'Three: hello']);
    expect(inbound('hello')).toMatchObject([{ state: 'processed', attempts: 1 }]);
  });

  it('reaches a product that was down for a while, in its order', async () => {
    world.product.faults.keep({ kind: 'down' });
    for (const body of ['first', 'second', 'third']) await ada.send(body);
    await settle(world);
    expect(messages()).toEqual([]);
    world.product.faults.keep(null);
    await letPass(world, MINUTE);
    expect(messages().map(({ body }) => body)).toEqual(['first', 'second', 'third']);
    expect(await texts()).toHaveLength(9);
  });

  it('is given up after the last try, and comes back by a redrive', async () => {
    world.product.faults.keep({ kind: 'status', status: 500 });
    await ada.send('too early');
    await letPass(world, MINUTE);
    expect(inbound('too early')).toMatchObject([
      { state: 'dead', attempts: 3, reason: 'answered-server-error' },
    ]);
    world.product.faults.keep(null);
    await redriveDead(world);
    await letPass(world, 10 * MINUTE);
    expect(messages()).toMatchObject([{ body: 'too early', out_of_order: true }]);
    expect(inbound('too early')).toMatchObject([{ state: 'processed' }]);
  });

  it('is processed once however often Twilio delivers it', async () => {
    world.simulator.faults.inject({ inbound: { duplicate: 2 } });
    await ada.send('again and again');
    await letPass(world, MINUTE);
    const posts = world.product.requestCount - former.requests;
    expect(messages()).toHaveLength(1);
    expect(posts).toBe(received().length);
    expect(await texts()).toHaveLength(3);
  });

  it('is fetched from Twilio’s log where the webhook never brought it', async () => {
    world.simulator.faults.inject({ inbound: { loss: 1 } });
    await ada.send('in the log only');
    await letPass(world, HOUR);
    expect(messages()).toMatchObject([{ body: 'in the log only', backfilled: true }]);
    expect(inbound('in the log only')).toMatchObject([{ backfilled: true, state: 'processed' }]);
    expect(await texts()).toHaveLength(3);
  });
});

describe('what a product adds to the outbox', () => {
  it('arrives, is read, and its document tells the whole story', async () => {
    const document = getFirestore().doc('whatsapp_outbound_messages/order-4711');
    await document.create({ user_id: 'ada', body: 'Your order is on its way.' });
    await settle(world);
    expect(await texts()).toEqual(['Your order is on its way.']);
    world.simulator.read(ADA.From);
    await settle(world);
    const stored = world.firestore
      .documents('whatsapp_outbound_messages')
      .find(({ path }) => path.endsWith('/order-4711'));
    const { sid = '' } =
      world.simulator.messages(ADA.From).find(({ body }) => body.startsWith('Your order')) ?? {};
    expect(stored?.data).toMatchObject({
      user_id: 'ada',
      state: 'accepted',
      reason: null,
      advice: null,
      next_at: null,
      parts: 1,
      possible_duplicate: false,
      message_sids: [sid],
      attempts: [{ outcome: 'accepted', message_sid: sid, part: 0, content: 'own' }],
      delivery: { [sid]: { ...deliveredAt, read_at: expect.stringMatching(/Z$/) } },
    });
  });
});

describe('events', () => {
  it('tell the product once what it asked for, however often Twilio reports, and nothing else', async () => {
    world.simulator.faults.inject({ statusCallbacks: { duplicate: 2 } });
    await getFirestore()
      .doc('whatsapp_outbound_messages/order-4712')
      .create({ user_id: 'ada', body: 'Ready.' });
    await settle(world);
    world.simulator.read(ADA.From);
    await settle(world);
    await ada.text('STOP');
    await ada.text('START');
    await settle(world);
    const ofOrder = received().filter(({ data }) => 'message_id' in data && data.message_id === 'order-4712');
    expect(ofOrder.map(({ type }) => type)).toEqual(['message.delivered', 'message.read']);
    expect(world.product.requestCount - former.requests).toBe(received().length);
    expect(world.product.received.filter(({ content }) => content.type === 'link.created')).toMatchObject([
      { content: { data: { user_id: 'ada' } } },
    ]);
    const others = world.product.received.filter(
      ({ content }) => !isMessage(content) && !EVENTS.some((type) => type === content.type),
    );
    expect(others).toEqual([]);
  });
});
