import { expect, it } from 'vitest';
import type { ProcessMessagePorts } from '../../../src/app/processing/process-message-use-case.ts';
import { failure, ProcessingWorld, replied, sidOf } from './processing-world.ts';

/** Lets the process die right after one call of a port has had its effect, and counts the calls. */
class DyingProcess {
  readonly #diesAfter: number;
  calls = 0;
  lastCall: string | null = null;
  #isDead = false;

  constructor(diesAfter: number) {
    this.#diesAfter = diesAfter;
  }

  wrap = ({ transactions, processor, queue }: ProcessMessagePorts): Partial<ProcessMessagePorts> => ({
    transactions: {
      run: (operation, work) => this.#call(operation, () => transactions.run(operation, work)),
    },
    processor: { process: (message) => this.#call('process', () => processor.process(message)) },
    queue: {
      schedule: (task) =>
        this.#call(task.messageSid === null ? 'queue the line' : 'queue the message', () =>
          queue.schedule(task),
        ),
    },
  });

  async #call<Result>(name: string, effect: () => Promise<Result>): Promise<Result> {
    this.calls += 1;
    if (name.startsWith('claim-')) this.#isDead = false; // another process, with the next delivery
    if (this.#isDead) throw death();
    const result = await effect();
    if (this.calls !== this.#diesAfter) return result;
    this.lastCall = name;
    this.#isDead = true;
    throw death();
  }
}

function death(): Error {
  return new Error('The process died here.');
}

/** The last calls of a process that has an answer of the processor and has not stored it. */
const WITH_AN_ANSWER = new Set(['process', 'queue the message']);

async function play(diesAfter: number) {
  const process = new DyingProcess(diesAfter);
  const world = await ProcessingWorld.create({ intercept: process.wrap });
  const failures = new Map([
    [1, failure({ retryAfter: 600_000 })],
    [2, failure()],
  ]);
  world.process = async ({ number }) => {
    const outcome = failures.get(number) ?? replied('one', 'two');
    failures.delete(number);
    return outcome;
  };
  await world.store('ada', 1, 2);
  await world.deliver({ userId: 'ada' });
  await world.settleInTime();
  const messages = await Promise.all([1, 2].map((number) => world.message('ada', number)));
  return { process, world, states: messages.map((message) => message?.state) };
}

it('loses nothing and doubles no reply wherever the process dies, and calls the processor again only where it must', async () => {
  const { process: unharmed, world } = await play(0);
  expect(world.calls).toEqual(['ada/1', 'ada/2', 'ada/2', 'ada/1']);
  const replies = Object.fromEntries(
    [1, 2].flatMap((number) => [
      [`reply-${sidOf('ada', number)}-0`, 'one'],
      [`reply-${sidOf('ada', number)}-1`, 'two'],
    ]),
  );
  expect(world.replies()).toEqual(replies);
  expect(unharmed.calls).toBeGreaterThan(10);

  for (let diesAfter = 1; diesAfter <= unharmed.calls; diesAfter += 1) {
    const { process, world, states } = await play(diesAfter);
    const { lastCall } = process;
    const calls = world.calls.length;
    const isAskedAgain = WITH_AN_ANSWER.has(lastCall ?? '') && calls === 5;
    expect({ diesAfter, lastCall, calls, states, replies: world.replies() }).toEqual({
      diesAfter,
      lastCall,
      calls: isAskedAgain ? 5 : 4,
      states: ['processed', 'processed'],
      replies,
    });
    expect(world.firestore.documents('whatsapp_inbound_lanes')).toEqual([]);
  }
});
