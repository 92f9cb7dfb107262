import { expect, it } from 'vitest';
import { workThrough } from '../../../src/app/shared/work-through.ts';
import { TestClock } from '../support/test-clock.ts';

const items = Array.from({ length: 10 }, (_, item) => item);

it.each([
  { what: 'all there is', deadline: 100, failing: [], done: 10, failures: 0, isComplete: true },
  { what: 'what there is time for', deadline: 3, failing: [], done: 3, failures: 0, isComplete: false },
  { what: 'what does not fail', deadline: 100, failing: [0, 4], done: 8, failures: 2, isComplete: false },
  {
    what: 'the rest too, where failures are strewn among it',
    deadline: 100,
    failing: [0, 2, 4, 5, 7, 9],
    done: 4,
    failures: 6,
    isComplete: false,
  },
  {
    what: 'no more after five failures in a row',
    deadline: 100,
    failing: [1, 2, 3, 4, 5],
    done: 1,
    failures: 5,
    isComplete: false,
  },
])('does $what', async ({ deadline, failing, done, failures, isComplete }) => {
  const clock = new TestClock();
  const finished: number[] = [];
  const result = await workThrough(items, { clock, deadline: clock.now() + deadline }, async (item) => {
    clock.advance(1);
    if (failing.includes(item)) throw new Error('This item fails.');
    finished.push(item);
  });
  expect(finished).toHaveLength(done);
  expect(result).toMatchObject({ isComplete });
  expect(result.failures).toHaveLength(failures);
});

it('passes on what the items themselves throw', async () => {
  async function* broken() {
    yield 1;
    throw new Error('The list broke off.');
  }
  const bounds = { clock: new TestClock(), deadline: Number.MAX_SAFE_INTEGER };
  await expect(workThrough(broken(), bounds, async () => undefined)).rejects.toThrow('broke off');
});
