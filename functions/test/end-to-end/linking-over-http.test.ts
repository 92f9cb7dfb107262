import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { Person } from './support/person.ts';

const ADA = { From: 'whatsapp:+15551110001' };
const GRACE = { From: 'whatsapp:+15551110002' };
const HIDDEN = { From: 'whatsapp:US.hidden0000000000000000001' };

let world: LocalWorld;
let ada: Person;
let grace: Person;

beforeAll(async () => {
  world = await LocalWorld.start();
});

beforeEach(async () => {
  await world.idle();
  world.firestore.clear();
  world.simulator.reset();
  ada = new Person(world, 'ada', ADA);
  grace = new Person(world, 'grace', GRACE);
});

afterAll(() => world.stop());

function announcements(person: Person): number {
  return person.received().filter((text) => text === 'Account linked!').length;
}

describe('a new user', () => {
  it('links, talks, leaves and links again', async () => {
    expect(await ada.text('hi')).toBe('Please link your account: http://127.0.0.1:4000/link');
    const { requestId, code } = await ada.start();
    const question = await ada.text(code);
    expect(question).toMatch(
      /^Demo: a•••@example\.com wants to link this number\. To agree, enter \d{6} in the app\./,
    );
    const confirmationNumber = /\d{6}/.exec(question)?.[0] ?? '';
    expect(await ada.call('confirmLink', { requestId, confirmationNumber })).toMatchObject({
      maskedNumber: '+15 ••• 01',
    });
    await world.idle();
    expect(announcements(ada)).toBe(1);

    expect(await ada.text('hello')).toBe('');
    expect(await ada.text('STATUS')).toContain('linked to your account of Demo');
    expect(await ada.text('UNLINK')).toContain('no longer linked');
    expect(await ada.text('hi')).toContain('Please link your account');
    await ada.link();
    expect(announcements(ada)).toBe(2);
    const stored = world.firestore.documents('whatsapp_inbound_messages');
    expect(stored.map(({ data }) => data)).toMatchObject([{ user_id: 'ada', body: 'hello', number: 1 }]);
  });

  it('links with a hidden number', async () => {
    const hidden = new Person(world, 'ada', HIDDEN);
    await hidden.link();
    expect(announcements(hidden)).toBe(1);
  });

  it('refuses with NO, stops with STOP', async () => {
    const { requestId, confirmationNumber } = await ada.claim();
    expect(await ada.text('NO')).toContain('was not linked');
    await expect(ada.call('confirmLink', { requestId, confirmationNumber })).rejects.toMatchObject({
      details: { code: 'link-code-invalid' },
    });
    expect(await ada.text('STOP')).toContain('no more messages');
    await ada.link();
    expect(announcements(ada)).toBe(0);
  });
});

describe('at once, over HTTP', () => {
  it('makes one mapping of twenty confirmations, and answers each clearly', async () => {
    const claim = await ada.claim();
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => ada.call('confirmLink', claim)),
    );
    await world.idle();
    const statuses = answers.map((answer) =>
      answer.status === 'fulfilled' ? 'OK' : String(Reflect.get(answer.reason as object, 'status')),
    );
    expect(statuses).toContain('OK');
    expect(statuses.filter((status) => status !== 'OK' && status !== 'ABORTED')).toEqual([]);
    expect(world.firestore.documents('whatsapp_user_mappings')).toHaveLength(1);
    expect(announcements(ada)).toBe(1);
  });

  it('answers five deliveries of one message alike and stores it once', async () => {
    await ada.link();
    const MessageSid = `SM${'7'.repeat(32)}`;
    const replies = await Promise.all(Array.from({ length: 5 }, () => ada.text('once', { MessageSid })));
    expect(replies).toEqual(['', '', '', '', '']);
    expect(world.firestore.documents('whatsapp_inbound_messages')).toHaveLength(1);
  });

  it('gives a number that two users claim to one of them', async () => {
    const graceWithAdasPhone = new Person(world, 'grace', ADA);
    const claims = [await ada.claim(), await graceWithAdasPhone.claim()] as const;
    const results = await Promise.allSettled([
      ada.call('confirmLink', claims[0]),
      grace.call('confirmLink', claims[1]),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(world.firestore.documents('whatsapp_user_mappings')).toHaveLength(1);
  });
});

describe('while Twilio misbehaves', () => {
  it('announces once in the end, whether or not a lost answer hid an acceptance', async () => {
    world.simulator.faults.inject({ create: 'reset-after' });
    await ada.link();
    world.simulator.faults.inject({ create: 'throttle', times: 2 });
    await grace.link();
    await world.advance(30 * 60_000);
    expect([announcements(ada), announcements(grace)]).toEqual([1, 1]);
    const outbox = world.firestore.documents('whatsapp_outbound_messages');
    expect(outbox.map(({ data }) => [data['state'], data['possible_duplicate']])).toEqual([
      ['accepted', false],
      ['accepted', false],
    ]);
  });

  it('sends once more, marked, what never reached Twilio', async () => {
    world.simulator.faults.inject({ create: 'reset-before' });
    await ada.link();
    await world.advance(30 * 60_000);
    expect(announcements(ada)).toBe(1);
    const [message] = world.firestore.documents('whatsapp_outbound_messages');
    expect(message?.data).toMatchObject({ state: 'accepted', possible_duplicate: true });
  });

  it('survives lost and repeated tasks and webhooks', async () => {
    world.tasks.faults.inject('duplicate', 2);
    world.simulator.faults.inject({ inbound: { duplicate: 2 } });
    await ada.link();
    expect(announcements(ada)).toBe(1);
    expect(world.firestore.documents('whatsapp_user_mappings')).toHaveLength(1);
    world.simulator.faults.clear();
    world.tasks.faults.clear();
  });
});
