import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/domain/shared/clock.ts';
import { failure, ProcessingWorld, replied, sidOf } from './processing-world.ts';

describe("one user's messages", () => {
  it('are processed once each in the order of their numbers, however many triggers come at once', async () => {
    const world = await ProcessingWorld.create();
    world.process = async (message, call) => {
      await world.message(message.userId, message.number); // leaves the other runs time to come between
      return replied(`answer ${call}`);
    };
    await world.store('ada', 3, 1, 2, 4, 5);
    await Promise.all(Array.from({ length: 20 }, () => world.deliver({ userId: 'ada' })));
    await world.settleInTime();
    expect(world.calls).toEqual(['ada/1', 'ada/2', 'ada/3', 'ada/4', 'ada/5']);
    const numbers = [1, 2, 3, 4, 5];
    expect(world.replies()).toEqual(
      Object.fromEntries(numbers.map((number) => [`reply-${sidOf('ada', number)}-0`, `answer ${number}`])),
    );
  });

  it('do not wait for those of another user', async () => {
    const world = await ProcessingWorld.create();
    const answer = Promise.withResolvers<void>();
    world.process = async ({ userId }) => {
      if (userId === 'ada') await answer.promise;
      return replied();
    };
    await world.store('ada', 1);
    await world.store('grace', 1, 2);
    const ofAda = world.run('ada');
    expect(await world.run('grace')).toMatchObject({ outcome: 'drained', tries: [{}, {}] });
    answer.resolve();
    expect(await ofAda).toMatchObject({ outcome: 'drained', tries: [{}] });
  });

  it('leave the run that finds another at it, to look again when its lease has run out', async () => {
    const world = await ProcessingWorld.create();
    let second: unknown;
    world.process = async () => {
      second = await world.run('ada');
      return replied();
    };
    await world.store('ada', 1);
    await world.run('ada');
    expect(second).toEqual({ outcome: 'busy', tries: [] });
    expect(world.queue.nextAt()).toBeGreaterThan(world.clock.now() + MINUTE);
    await world.settleInTime();
    expect(world.calls).toEqual(['ada/1']);
  });

  it('are not forgotten when one is stored right after the look that sees none', async () => {
    let isStored = false;
    const world = await ProcessingWorld.create({
      intercept: ({ transactions }) => ({
        transactions: {
          async run(operation, work) {
            const result = await transactions.run(operation, work);
            if (operation === 'claim-inbound' && world.calls.length === 1 && !isStored) {
              isStored = true;
              await world.store('ada', 2);
              await world.run('ada');
            }
            return result;
          },
        },
      }),
    });
    await world.store('ada', 1);
    await world.run('ada');
    expect(world.calls).toEqual(['ada/1', 'ada/2']);
  });

  it('are handed over to a task when the time of a run is used up', async () => {
    const world = await ProcessingWorld.create({ timeBudget: 10 * SECOND });
    world.process = async () => {
      world.clock.advance(4 * SECOND);
      return replied();
    };
    await world.store('ada', 1, 2, 3, 4, 5);
    expect(await world.run('ada')).toMatchObject({ outcome: 'handed-over', tries: [{}, {}, {}] });
    expect(world.calls).toHaveLength(3);
    await world.settleInTime();
    expect(world.calls).toEqual(['ada/1', 'ada/2', 'ada/3', 'ada/4', 'ada/5']);
  });

  it('pass one that blocks them for too long, which is tried further out of order', async () => {
    const world = await ProcessingWorld.create();
    const calledAfter: string[] = [];
    const startedAt = world.clock.now();
    world.process = async ({ number }, call) => {
      calledAfter.push(`${number}: ${(world.clock.now() - startedAt) / SECOND}`);
      return number === 1 && call < 8 ? failure() : replied();
    };
    await world.store('ada', 1, 2);
    await world.deliver({ userId: 'ada' });
    expect(await world.message('ada', 1)).toMatchObject({ state: 'waiting', inLine: true, attempts: 1 });
    await world.settleInTime();
    // each delay is half of 30 s, doubled up to two minutes, and tasks come a second late
    expect(calledAfter).toEqual(['1: 0', '1: 16', '1: 47', '1: 108', '2: 108', '1: 169', '1: 230']);
    expect(await world.message('ada', 1)).toMatchObject({ state: 'dead', outOfOrder: true });
    expect(await world.message('ada', 2)).toMatchObject({ state: 'processed', outOfOrder: false });
  });
});

describe('a task for one message', () => {
  it.each([
    { name: 'that nobody knows', number: 9 },
    { name: 'that is in line', number: 2 },
    { name: 'that is processed', number: 1 },
  ])('$name does nothing', async ({ number }) => {
    const world = await ProcessingWorld.create();
    await world.store('ada', 1);
    await world.run('ada');
    await world.store('ada', 2);
    const messageSid = sidOf('ada', number);
    expect(await world.run('ada', messageSid)).toEqual({ outcome: 'drained', tries: [] });
    expect(world.calls).toEqual(['ada/1']);
    expect(world.queue.nextAt()).toBeNull();
  });

  it('that comes early leaves it to the task that comes in time', async () => {
    const world = await ProcessingWorld.create();
    world.process = async (_, call) => (call === 1 ? failure({ retryAfter: 10 * MINUTE }) : replied('hi'));
    await world.store('ada', 1);
    await world.run('ada');
    expect(await world.message('ada', 1)).toMatchObject({ inLine: false, outOfOrder: true });
    expect(await world.run('ada', sidOf('ada', 1))).toEqual({ outcome: 'waiting', tries: [] });
    await world.settleInTime();
    expect(world.calls).toHaveLength(2);
    expect(world.replies()).toEqual({ [`reply-${sidOf('ada', 1)}-0`]: 'hi' });
  });
});
