import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isMessage } from '../../../local/product/received-webhook.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { settle } from '../../../local/world/settle.ts';
import { Person } from './support/person.ts';
import { startAfresh } from './support/start-afresh.ts';

const PHONE = 'whatsapp:+15551110001';
const ID = 'whatsapp:US.hidden0000000000000000001';
const OTHER_ID = 'whatsapp:US.hidden0000000000000000002';
const ON_HOLD = 'The link of this number is on hold. Please link it again';
const NOT_LINKED = 'not linked to any account';

let world: LocalWorld;
let former: number;

beforeAll(async () => {
  world = await LocalWorld.start({
    productReply: ({ data: { body } }) => [{ body: `You wrote: ${body}` }],
    parameters: { FORWARD_EVENTS: 'link.suspended,link.created' },
  });
});

beforeEach(async () => {
  await startAfresh(world);
  former = world.product.received.length;
});

afterAll(() => world.stop());

/** What the product has been told since the test began. */
function told() {
  return world.product.received.slice(former).map(({ content }) => content);
}

function messages() {
  return told()
    .filter(isMessage)
    .map(({ data: { user_id, body, from } }) => ({ user_id, body, from }));
}

/** What the user's app shows. */
function shownTo(userId: string): unknown {
  const links = world.firestore.documents('whatsapp_links');
  return links.find(({ path }) => path.endsWith(`/${userId}`))?.data['linked'];
}

/** What became of a message that the product sends to a user. */
async function outcomeOf(id: string, message: { readonly user_id: string; readonly body: string }) {
  const document = getFirestore().doc(`whatsapp_outbound_messages/${id}`);
  await document.create(message);
  await settle(world);
  const { state, reason } = (await document.get()).data() ?? {};
  return { state, reason };
}

describe('a sender who shows no number', () => {
  it('links, talks and is answered under the business-scoped id', async () => {
    const grace = new Person(world, 'grace', { From: ID });
    await grace.link();
    await grace.send('hello');
    await settle(world);
    expect(messages()).toEqual([{ user_id: 'grace', body: 'hello', from: ID }]);
    expect(await outcomeOf('for-grace', { user_id: 'grace', body: 'News.' })).toMatchObject({
      state: 'accepted',
    });
    const received = await grace.received();
    expect(received.slice(-3)).toEqual(['Account linked!', 'You wrote: hello', 'News.']);
    expect(shownTo('grace')).toMatchObject({ state: 'active' });
  });

  it('is recognised who showed it when the number was linked', async () => {
    await new Person(world, 'ada', { From: PHONE, ExternalUserId: ID }).link();
    const hidden = new Person(world, 'ada', { From: ID });
    expect(await hidden.text('STATUS')).toContain('is linked to your account');
    await hidden.send('still me');
    await settle(world);
    expect(messages()).toMatchObject([{ user_id: 'ada', body: 'still me' }]);
  });
});

describe('a number that changes hands', () => {
  let holder: Person;
  let newHolder: Person;

  beforeEach(async () => {
    holder = new Person(world, 'ada', { From: PHONE, ExternalUserId: ID });
    newHolder = new Person(world, 'ada', { From: PHONE, ExternalUserId: OTHER_ID });
    await holder.link();
  });

  it('is on hold for everybody until it is linked again', async () => {
    expect(await newHolder.text('who is this?')).toContain(ON_HOLD);
    await settle(world);
    expect(messages()).toEqual([]);
    expect(told().at(-1)).toMatchObject({ type: 'link.suspended', data: { user_id: 'ada' } });
    expect(shownTo('ada')).toMatchObject({ state: 'suspended' });
    const outcome = await outcomeOf('private-news', { user_id: 'ada', body: 'For Ada alone.' });
    expect(outcome).toEqual({ state: 'suppressed', reason: 'suspended' });

    await newHolder.link();
    expect(shownTo('ada')).toMatchObject({ state: 'active' });
    expect(await newHolder.text('it is me')).toBe('');
    await settle(world);
    expect(messages()).toEqual([{ user_id: 'ada', body: 'it is me', from: PHONE }]);
    expect(await outcomeOf('later-news', { user_id: 'ada', body: 'Welcome.' })).toMatchObject({
      state: 'accepted',
    });
    expect(await newHolder.received()).toContain('Welcome.');
    expect(await newHolder.received()).not.toContain('For Ada alone.');
    expect(await new Person(world, 'ada', { From: ID }).text('STATUS')).toContain(NOT_LINKED);
  });

  it('is free once the account that it was linked to is deleted', async () => {
    const linus = new Person(world, 'linus', { From: PHONE, ExternalUserId: OTHER_ID });
    world.auth.deleteUser('ada');
    await settle(world);
    expect(shownTo('ada')).toBeUndefined();
    expect(await linus.text('STATUS')).toContain(NOT_LINKED);
    await linus.link();
    await linus.send('my number now');
    await settle(world);
    expect(messages()).toEqual([{ user_id: 'linus', body: 'my number now', from: PHONE }]);
  });
});
