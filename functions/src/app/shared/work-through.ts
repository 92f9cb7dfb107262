import type { Clock, Instant } from '../../domain/shared/clock.ts';

/** More failures than this have a common cause, which trying on would not find. */
const MOST_FAILURES = 5;

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
  for await (const item of items) {
    if (clock.now() >= deadline || failures.length >= MOST_FAILURES) return { isComplete: false, failures };
    try {
      await work(item);
    } catch (error) {
      failures.push(error);
    }
  }
  return { isComplete: failures.length === 0, failures };
}
