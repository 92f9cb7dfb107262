import { describe, expect, it } from 'vitest';
import {
  ReplayMessagesUseCase,
  type ReplayMessagesResult,
} from '../../../src/app/operating/replay-messages-use-case.ts';
import type { StoredInboundMessage } from '../../../src/domain/messaging/inbound-message-repository.ts';
import { SendQueueUnavailableError } from '../../../src/domain/messaging/messaging-errors.ts';
import type { ProcessQueue } from '../../../src/domain/messaging/send-queue.ts';
import { DAY, HOUR, MINUTE } from '../../../src/domain/shared/clock.ts';
import { firestoreClient } from '../../../src/infra/firestore/firestore-client.ts';
import { FirestoreInboundHistory } from '../../../src/infra/firestore/firestore-inbound-history.ts';
import { InMemoryMetricsCollector } from '../../../src/infra/metrics/in-memory-metrics-collector.ts';
import { failure, ProcessingWorld, replied, sidOf } from '../processing/processing-world.ts';

const OUTBOUND_RETENTION = 30 * DAY;

interface Replay {
  readonly dryRun?: boolean;
  readonly queue?: ProcessQueue | null;
}

/** The messages of the last hour, as the operator's command has them replayed. */
async function replay(world: ProcessingWorld, { dryRun = false, queue = world.queue }: Replay = {}) {
  const { clock, logger, transactions } = world;
  const metrics = new InMemoryMetricsCollector({ clock });
  const { firestore } = firestoreClient('(default)');
  const history = new FirestoreInboundHistory({ firestore, metrics, clock });
  const ports = { transactions, queue, outboundRetention: OUTBOUND_RETENTION, clock, logger };
  const replaying = new ReplayMessagesUseCase(ports);
  const range = { from: clock.now() - HOUR, to: clock.now() + 1, userId: null };
  const results: ReplayMessagesResult[] = [];
  for await (const batch of history.received(range)) {
    results.push(await replaying.execute({ ...batch, dryRun }));
  }
  return results;
}

async function worldOfProcessed(...numbers: readonly number[]): Promise<ProcessingWorld> {
  const world = await ProcessingWorld.create();
  await world.store('ada', ...numbers);
  await world.deliver({ userId: 'ada' });
  world.calls.length = 0;
  return world;
}

const replayedAll = (count: number) => ({
  outcome: 'replayed',
  verdicts: Array(count).fill('replayable'),
  startedBy: 'task',
});

describe('a replay', () => {
  it("hands over every user's messages again in their order, and answers nobody twice, however often", async () => {
    const world = await worldOfProcessed(2, 1, 3);
    await world.store('grace', 1);
    await world.deliver({ userId: 'grace' });
    const replies = world.replies();
    for (let time = 0; time < 2; time += 1) {
      world.calls.length = 0;
      expect(await replay(world)).toEqual([replayedAll(3), replayedAll(1)]);
      await world.settleInTime();
      expect(world.calls).toEqual(['ada/1', 'ada/2', 'ada/3', 'grace/1']);
      expect(world.replies()).toEqual(replies);
      const state = { state: 'processed', inLine: false, attempts: 1, nextAt: null };
      expect(await world.message('ada', 2)).toMatchObject(state);
      world.clock.advance(MINUTE);
    }
  });

  it('keeps the replies of the first time where the product answers otherwise, and sends what is more', async () => {
    const world = await worldOfProcessed(1);
    const [first] = Object.values(world.replies());
    world.process = async () => replied('otherwise', 'and more');
    await replay(world);
    await world.settleInTime();
    const sid = sidOf('ada', 1);
    expect(world.replies()).toEqual({ [`reply-${sid}-0`]: first, [`reply-${sid}-1`]: 'and more' });
  });

  it('comes before what arrives meanwhile, and says that it is late', async () => {
    const world = await worldOfProcessed(1, 2);
    const late: boolean[] = [];
    world.process = async (message, call) => {
      late.push(message.outOfOrder);
      if (call === 1) await world.store('ada', 3);
      return replied();
    };
    await replay(world);
    await Promise.all(Array.from({ length: 5 }, () => world.deliver({ userId: 'ada' })));
    await world.settleInTime();
    expect(world.calls).toEqual(['ada/1', 'ada/2', 'ada/3']);
    expect(late).toEqual([true, true, false]);
  });

  it('in a race with another and with live traffic leaves every message processed', async () => {
    const world = await worldOfProcessed(1, 2, 3);
    const replies = Object.keys(world.replies());
    await Promise.all([
      replay(world),
      replay(world),
      world.store('ada', 4),
      world.deliver({ userId: 'ada' }),
    ]);
    await world.settleInTime();
    await world.deliver({ userId: 'ada' });
    const states = await Promise.all([1, 2, 3, 4].map((number) => world.message('ada', number)));
    expect(states.map((message) => message?.state)).toEqual(Array(4).fill('processed'));
    expect(Object.keys(world.replies()).toSorted()).toEqual(
      [...replies, `reply-${sidOf('ada', 4)}-0`].toSorted(),
    );
  });

  it('brings back what was given up, and what waits out of line', async () => {
    const world = await ProcessingWorld.create();
    world.process = async ({ number }) => failure({ isFinal: number === 1, retryAfter: 2 * HOUR });
    await world.store('ada', 1, 2);
    await world.deliver({ userId: 'ada' });
    const before = [await world.message('ada', 1), await world.message('ada', 2)];
    expect(before).toMatchObject([{ state: 'dead' }, { state: 'waiting', inLine: false }]);
    world.process = async () => replied();
    world.calls.length = 0;
    expect(await replay(world)).toEqual([replayedAll(2)]);
    await world.deliver({ userId: 'ada' });
    await world.settleInTime();
    expect(world.calls).toEqual(['ada/1', 'ada/2']);
  });

  it.each<[string, Partial<StoredInboundMessage>, string]>([
    ['is going to be processed anyway', { state: 'stored' }, 'live'],
    ['is being processed', { state: 'processing', leaseToken: 'token' }, 'in-progress'],
    ['says nothing any more', { state: 'processed', contentHash: 'hash' }, 'content-erased'],
  ])('leaves alone what %s', async (_, change, verdict) => {
    const world = await worldOfProcessed(1);
    const stored = await world.message('ada', 1);
    if (stored === null) throw new Error('The message is not there.');
    const changed = { ...stored, ...change };
    await world.transactions.run('change', async ({ inbound }) => inbound.save(changed));
    expect(await replay(world)).toEqual([
      { outcome: 'nothing-to-replay', verdicts: [verdict], startedBy: null },
    ]);
    expect(await world.message('ada', 1)).toEqual(changed);
  });

  it('does not answer anew what it may have forgotten to have answered', async () => {
    const world = await worldOfProcessed(1, 2);
    world.process = async ({ number }) => (number === 1 ? replied() : failure({ isFinal: true }));
    await replay(world);
    await world.settleInTime();
    await world.store('ada', 3);
    await world.deliver({ userId: 'ada' });
    const states = await Promise.all([1, 2, 3].map((number) => world.message('ada', number)));
    expect(states.map((message) => message?.state)).toEqual(['processed', 'dead', 'dead']);
    const { clock, logger, transactions, queue } = world;
    const ports = { transactions, queue, outboundRetention: 2 * DAY, clock, logger };
    const messageSids = [1, 2, 3].map((number) => sidOf('ada', number));
    clock.advance(2 * DAY - HOUR + 1);
    const replaying = new ReplayMessagesUseCase(ports);
    expect(await replaying.execute({ userId: 'ada', messageSids, dryRun: false })).toMatchObject({
      verdicts: ['replies-forgotten', 'replies-forgotten', 'replayable'],
    });
  });

  it('changes nothing in a dry run, and leaves the rest to the sweep where no task can be queued', async () => {
    const world = await worldOfProcessed(1);
    const before = await world.message('ada', 1);
    const [dry] = await replay(world, { dryRun: true });
    expect(dry).toEqual({ outcome: 'replayable', verdicts: ['replayable'], startedBy: null });
    expect(await world.message('ada', 1)).toEqual(before);
    const queue = { schedule: () => Promise.reject(new SendQueueUnavailableError()) };
    expect(await replay(world, { queue })).toMatchObject([{ outcome: 'replayed', startedBy: 'sweep' }]);
    expect(await world.message('ada', 1)).toMatchObject({ state: 'stored', nextAt: world.clock.now() });
  });
});
