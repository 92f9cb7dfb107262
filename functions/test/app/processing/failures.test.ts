import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/domain/shared/clock.ts';
import { failure, ProcessingWorld, replied, sidOf } from './processing-world.ts';

const REPLY = `reply-${sidOf('ada', 1)}-0`;

describe('a message that fails', () => {
  it.each([
    { name: 'comes again', retryAfter: 0, seconds: 16 },
    { name: 'waits as long as the product asks', retryAfter: 90 * SECOND, seconds: 91 },
  ])('$name', async ({ retryAfter, seconds }) => {
    const world = await ProcessingWorld.create();
    const startedAt = world.clock.now();
    world.process = async (_, call) => (call === 1 ? failure({ retryAfter }) : replied());
    await world.store('ada', 1);
    expect(await world.run('ada')).toEqual({
      outcome: 'waiting',
      tries: [{ outcome: 'waiting', reason: 'endpoint-down' }],
    });
    await world.settleInTime();
    expect(world.clock.now() - startedAt).toBe(seconds * SECOND);
    expect(await world.message('ada', 1)).toMatchObject({ state: 'processed', attempts: 2, reason: null });
  });

  it.each([
    { name: 'for good is dead at once', isFinal: true, attempts: 1 },
    { name: 'each time is dead after its last try', isFinal: false, attempts: 6 },
  ])('$name, and later ones go on', async ({ isFinal, attempts }) => {
    const world = await ProcessingWorld.create();
    world.process = async ({ number }) => (number === 1 ? failure({ isFinal }) : replied());
    await world.store('ada', 1, 2);
    await world.deliver({ userId: 'ada' });
    await world.settleInTime();
    const dead = { state: 'dead', inLine: false, nextAt: null, reason: 'endpoint-down', attempts };
    expect(await world.message('ada', 1)).toMatchObject(dead);
    expect(await world.message('ada', 2)).toMatchObject({ state: 'processed' });
    expect(world.calls).toHaveLength(attempts + 1);
  });

  it('because the processor throws comes again, and the error is logged once', async () => {
    const world = await ProcessingWorld.create();
    const error = new TypeError('a bug of the product');
    world.process = async (_, call) => (call === 1 ? Promise.reject(error) : replied());
    await world.store('ada', 1);
    const { tries } = await world.run('ada');
    expect(tries).toEqual([{ outcome: 'waiting', reason: 'processor-failed' }]);
    expect(world.logger.entries.filter((entry) => entry.error !== undefined)).toEqual([
      { level: 'error', event: 'processor-failed', message_sid: sidOf('ada', 1), attempt: 1, error },
    ]);
  });
});

describe('what is done twice', () => {
  it('is one try when the client repeats a claim whose acknowledgement was lost', async () => {
    const world = await ProcessingWorld.create({
      intercept: ({ transactions }) => ({
        transactions: {
          async run(operation, work) {
            if (operation === 'claim-inbound') await transactions.run(operation, work);
            return transactions.run(operation, work);
          },
        },
      }),
    });
    await world.store('ada', 1);
    await world.run('ada');
    expect(world.calls).toHaveLength(1);
    expect(await world.message('ada', 1)).toMatchObject({ state: 'processed', attempts: 1 });
  });

  it('leaves a message of the outbox alone that has the id of a reply', async () => {
    const world = await ProcessingWorld.create();
    world.process = async () => replied('one', 'two');
    await world.store('ada', 1);
    await world.addToOutbox(REPLY, 'was here before');
    await world.run('ada');
    expect(world.replies()).toEqual({ [REPLY]: 'was here before', [`reply-${sidOf('ada', 1)}-1`]: 'two' });
  });
});

describe('an answer that comes after the lease', () => {
  it('of a try that nobody has repeated yet counts, and the repetition is given up', async () => {
    const world = await ProcessingWorld.create();
    const answers = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const called = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    world.process = async (_, call) => {
      called[call - 1]?.resolve();
      await answers[call - 1]?.promise;
      return replied(`answer ${call}`);
    };
    await world.store('ada', 1);
    const first = world.run('ada');
    await called[0]?.promise;
    world.clock.advance(5 * MINUTE);
    await world.run('ada');
    const second = world.settleInTime();
    await called[1]?.promise;
    answers[0]?.resolve();
    expect((await first).tries).toEqual([{ outcome: 'processed', reason: null }]);
    answers[1]?.resolve();
    await second;
    expect(await world.message('ada', 1)).toMatchObject({ state: 'processed' });
    expect(world.replies()).toEqual({ [REPLY]: 'answer 1' });
  });

  it.each([
    { name: 'of a success changes nothing once another run has stored its own', late: replied('late') },
    { name: 'of a failure changes nothing', late: failure({ isFinal: true }) },
  ])('$name', async ({ late }) => {
    const world = await ProcessingWorld.create();
    const answer = Promise.withResolvers<void>();
    const called = Promise.withResolvers<void>();
    world.process = async (_, call) => {
      if (call > 1) return replied('in time');
      called.resolve();
      await answer.promise;
      return late;
    };
    await world.store('ada', 1);
    const first = world.run('ada');
    await called.promise;
    world.clock.advance(5 * MINUTE);
    await world.run('ada');
    await world.settleInTime();
    answer.resolve();
    expect((await first).tries).toMatchObject([{ outcome: 'superseded' }]);
    expect(await world.message('ada', 1)).toMatchObject({ state: 'processed' });
    expect(world.replies()).toEqual({ [REPLY]: 'in time' });
  });
});
