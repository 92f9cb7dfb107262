import * as fc from 'fast-check';
import { getFirestore } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/domain/shared/clock.ts';
import { postponed, unknownOutcome } from '../support/fake-twilio.ts';
import { ADA_PHONE, GRACE_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { attemptsOf, deliverEvents, linkSilently, stored, worldOfAda } from './outbox-scene.ts';

async function add(world: LinkingWorld, id: string, body: string, user_id = 'ada'): Promise<void> {
  await world.addToOutbox(id, { user_id, body });
}

function entriesOf(world: LinkingWorld): readonly string[] {
  return Object.keys(world.documents('whatsapp_user_mappings').get(world.keyOf(ADA_PHONE))?.['outbox'] ?? {});
}

/** All tasks that are due run side by side, in the order that `shuffle` gives them; those that come too early come again. */
async function runConcurrently(world: LinkingWorld, shuffle: <Item>(items: readonly Item[]) => Item[]) {
  await deliverEvents(world);
  for (let next = world.queue.nextAt(); next !== null; next = world.queue.nextAt()) {
    world.clock.advance(Math.max(0, next - world.clock.now()));
    const runs = shuffle(world.queue.due(world.clock.now())).map(async (task) => {
      await world.module.sendMessage.execute(task);
      world.queue.finish(task);
    });
    const results = await Promise.allSettled(runs);
    if (results.some(({ status }) => status === 'rejected')) world.clock.advance(1000);
  }
}

describe('messages to one person', () => {
  it('arrive in the order of their creation, one in flight, however their tasks run', async () => {
    const names = Array.from({ length: 10 }, (_, number) => `number ${number}`);
    const orders = fc.array(fc.nat(), { minLength: 10, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(orders, async (keys) => {
        const world = await worldOfAda();
        let inFlight = 0;
        let mostInFlight = 0;
        world.twilio.whileAnswering = async () => {
          inFlight += 1;
          mostInFlight = Math.max(mostInFlight, inFlight);
          await world.firestore.idle();
          inFlight -= 1;
        };
        for (const [position, name] of names.entries()) await add(world, `order-${9 - position}xx`, name);
        let turn = 0;
        await runConcurrently(world, (items) => {
          turn += 1;
          return shuffledBy(items, keys, turn);
        });
        expect(world.twilio.textsTo(ADA_PHONE)).toEqual(names);
        expect(mostInFlight).toBe(1);
        expect(entriesOf(world)).toEqual([]);
      }),
      { numRuns: 2, examples: [[[9, 8, 7, 6, 5, 4, 3, 2, 1, 0]]] },
    );
  });

  it('go by their ids where they were created at once', async () => {
    const world = await worldOfAda();
    const batch = getFirestore().batch();
    for (const id of ['order-0003', 'order-0001', 'order-0002']) {
      batch.create(getFirestore().doc(`whatsapp_outbound_messages/${id}`), { user_id: 'ada', body: id });
    }
    await batch.commit();
    await runConcurrently(world, (items) => items.toReversed());
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['order-0001', 'order-0002', 'order-0003']);
  });

  it('wait for the first one where it is to be tried again, and another person does not', async () => {
    const world = await worldOfAda();
    await linkSilently(world, 'grace', GRACE_PHONE);
    world.twilio.nextOutcomes.push({ outcome: postponed({ retryAfter: MINUTE }) });
    await add(world, 'order-0001', 'first');
    await add(world, 'order-0002', 'second');
    await add(world, 'order-0003', 'to Grace', 'grace');
    await world.settle();
    expect([ADA_PHONE, GRACE_PHONE].map((phone) => world.twilio.textsTo(phone))).toEqual([[], ['to Grace']]);
    expect(stored(world, 'order-0002')).toMatchObject({ state: 'queued', reason: 'earlier-message-first' });
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['first', 'second']);
    const [, taken] = attemptsOf(world, 'order-0001');
    expect(attemptsOf(world, 'order-0002')).toMatchObject([{ started_at: taken?.['finished_at'] }]);
  });

  it('go on at once when the first one is done for good', async () => {
    const world = await worldOfAda();
    world.twilio.nextOutcomes.push({ outcome: postponed({ retryAfter: HOUR }) });
    await world.addToOutbox('order-0001', {
      user_id: 'ada',
      body: 'first',
      expires_at: new Date(world.clock.now() + MINUTE),
    });
    await add(world, 'order-0002', 'second');
    await world.settle();
    world.clock.advance(HOUR);
    const startedAt = world.clock.now();
    await world.settleInTime();
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'expired' });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['second']);
    expect(world.clock.now() - startedAt).toBeLessThan(MINUTE);
  });

  it('do not wait for one that may have been sent, unless they say the same', async () => {
    const world = await worldOfAda();
    world.twilio.nextOutcomes.push({ outcome: unknownOutcome(), taken: true });
    await add(world, 'order-0001', 'ready');
    await add(world, 'order-0002', 'something else');
    await add(world, 'order-0003', 'ready');
    await world.settle();
    world.clock.advance(5000);
    await world.settle();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['ready', 'something else']);
    expect(stored(world, 'order-0003')).toMatchObject({ state: 'queued', reason: 'equal-text-unknown' });
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['ready', 'something else', 'ready']);
    const states = ['order-0001', 'order-0003'].map((id) => stored(world, id));
    expect(states).toMatchObject([
      { state: 'accepted', possible_duplicate: false },
      { state: 'accepted', possible_duplicate: false },
    ]);
  });

  it('wait for one whose sender was killed until its lease ends', async () => {
    const world = await worldOfAda();
    world.redeliveries = 20;
    world.twilio.whileAnswering = async () => {
      world.twilio.whileAnswering = async () => {};
      throw new Error('The process died here.');
    };
    await add(world, 'order-0001', 'first');
    await add(world, 'order-0002', 'second');
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['first', 'second']);
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'accepted', possible_duplicate: false });
  });

  it('do not wait long for one that was deleted while it waited', async () => {
    const world = await worldOfAda();
    world.twilio.nextOutcomes.push({ outcome: postponed({ retryAfter: 2 * HOUR }) });
    await add(world, 'order-0001', 'first');
    await add(world, 'order-0002', 'second');
    await world.settle();
    await getFirestore().doc('whatsapp_outbound_messages/order-0001').delete();
    for (const task of world.queue.due(world.clock.now() + 3 * HOUR)) {
      if (task.messageId === 'order-0001') world.queue.finish(task);
    }
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['second']);
    expect(entriesOf(world)).toEqual([]);
  });
});

function shuffledBy<Item>(items: readonly Item[], keys: readonly number[], turn: number): Item[] {
  const keyOf = (position: number) => keys[(position + turn) % keys.length] ?? 0;
  return items
    .map((item, position) => ({ item, key: keyOf(position) }))
    .toSorted((one, other) => one.key - other.key)
    .map(({ item }) => item);
}
