import { beforeEach, describe, expect, it } from 'vitest';
import type { EventHandover } from '../../../src/domain/messaging/product-event.ts';
import { MINUTE } from '../../../src/domain/shared/clock.ts';
import { ADA_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { worldWithEvents } from './world-with-events.ts';

let world: LinkingWorld;

beforeEach(async () => {
  world = await worldWithEvents('link.created', { parameters: { PROCESSING_MAX_RETRIES: '2' } });
  await world.link('ada', ADA_PHONE);
});

function failed(change: { readonly retryAfter?: number; readonly isFinal?: boolean } = {}): EventHandover {
  return { kind: 'failed', reason: 'error-answer', retryAfter: null, isFinal: false, ...change };
}

function event() {
  const [entry] = world.documents('whatsapp_events');
  if (entry === undefined) throw new Error('There is no event.');
  const [id, document] = entry;
  return { id, document };
}

function deliver() {
  return world.module.deliverEvent?.execute({ eventId: event().id });
}

describe('handing an event over', () => {
  it('repeats what failed, under the same id, and not before the product wants it', async () => {
    const answers = [failed({ retryAfter: 20 * MINUTE }), failed()];
    world.processor.onEvent = async () => answers.shift() ?? { kind: 'delivered' };
    const firstAt = world.clock.now();
    await world.settle();
    expect(world.processor.events).toHaveLength(1);
    expect(event().document).toMatchObject({ state: 'pending', attempts: 1, failure_reason: 'error-answer' });
    expect(world.eventQueue.nextAt()).toBe(firstAt + 20 * MINUTE);
    expect(await deliver()).toEqual({ outcome: 'not-due' });
    await world.settleInTime();
    expect(world.processor.events.map(({ id }) => id)).toEqual(Array(3).fill(event().id));
    expect(event().document).toMatchObject({
      state: 'delivered',
      attempts: 3,
      next_at: null,
      failure_reason: null,
    });
    expect(await deliver()).toEqual({ outcome: 'delivered' });
    expect(world.processor.events).toHaveLength(3);
  });

  it.each([
    { what: 'after the last try', answer: failed(), tries: 3 },
    { what: 'at once where no other try would help', answer: failed({ isFinal: true }), tries: 1 },
  ])('gives up $what', async ({ answer, tries }) => {
    world.processor.onEvent = async () => answer;
    await world.settleInTime();
    expect(world.processor.events).toHaveLength(tries);
    expect(event().document).toMatchObject({ state: 'dead', next_at: null, failure_reason: 'error-answer' });
  });

  it('counts a try before it calls: the process may die in it', async () => {
    world.processor.onEvent = async () => {
      throw new Error('The process died here.');
    };
    await expect(deliver()).rejects.toThrow('died');
    expect(event().document).toMatchObject({ state: 'pending', attempts: 1 });
    world.processor.onEvent = async () => ({ kind: 'delivered' });
    expect(await deliver()).toEqual({ outcome: 'delivered' });
  });

  it.each([
    { later: { kind: 'delivered' } as const, state: 'delivered' },
    { later: failed(), state: 'pending' },
  ])('leaves the outcome to a later try that is under way: $state', async ({ later, state }) => {
    let outcomeOfLater: unknown;
    world.processor.onEvent = async () => {
      world.processor.onEvent = async () => later;
      outcomeOfLater = await deliver();
      return failed({ isFinal: true });
    };
    expect(await deliver()).toEqual({ outcome: 'overtaken' });
    expect(outcomeOfLater).toEqual({ outcome: state === 'pending' ? 'postponed' : state });
    expect(event().document).toMatchObject({ state, attempts: 2 });
  });

  it('keeps the delivery of an earlier try when a later one fails', async () => {
    const answerToLater = Promise.withResolvers<EventHandover>();
    const laterBegan = Promise.withResolvers<void>();
    let later: ReturnType<typeof deliver> | undefined;
    world.processor.onEvent = async () => {
      world.processor.onEvent = () => {
        laterBegan.resolve();
        return answerToLater.promise;
      };
      later = deliver();
      await laterBegan.promise;
      return { kind: 'delivered' };
    };
    expect(await deliver()).toEqual({ outcome: 'delivered' });
    answerToLater.resolve(failed());
    expect(await later).toEqual({ outcome: 'overtaken' });
    expect(event().document).toMatchObject({ state: 'delivered' });
  });

  it('has nothing to do for an event that is gone', async () => {
    const gone = world.module.deliverEvent?.execute({ eventId: 'link-created-gone' });
    expect(await gone).toEqual({ outcome: 'unknown-event' });
  });
});
