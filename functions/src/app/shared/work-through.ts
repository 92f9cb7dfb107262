import type { Clock, Instant } from '../../domain/shared/clock.ts';

/** So many failures in a row have a common cause, which trying on would not find; fewer are the items' own. */
const MOST_FAILURES_IN_A_ROW = 5;

interface Bounds {
  readonly clock: Clock;
  readonly deadline: Instant;
}

export interface WorkedThrough {
  readonly isComplete: boolean;
  readonly failures: readonly unknown[];
}

/** One item after the other until the deadline. One that fails does not keep the others waiting; what `items` itself throws is passed on. */
export async function workThrough<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  { clock, deadline }: Bounds,
  work: (item: Item) => Promise<void>,
): Promise<WorkedThrough> {
  const failures: unknown[] = [];
  let inARow = 0;
  for await (const item of items) {
    if (clock.now() >= deadline || inARow >= MOST_FAILURES_IN_A_ROW) return { isComplete: false, failures };
    try {
      await work(item);
      inARow = 0;
    } catch (error) {
      failures.push(error);
      inARow += 1;
    }
  }
  return { isComplete: failures.length === 0, failures };
}
