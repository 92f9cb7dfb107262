import { setImmediate } from 'node:timers/promises';
import { SECOND } from '../../functions/src/domain/shared/clock.ts';
import type { LocalWorld } from './local-world.ts';

/** Waits until the world is idle, moving the clock over waits below a second: each message takes that long to be delivered. */
export async function settle(world: Pick<LocalWorld, 'clock' | 'idle'>): Promise<void> {
  const ended = new AbortController();
  const idle = world.idle().finally(() => ended.abort());
  while (!ended.signal.aborted) {
    const wait = (world.clock.nextTimer() ?? Infinity) - world.clock.now();
    if (wait < SECOND) world.clock.advance(Math.max(0, wait));
    await setImmediate();
  }
  await idle;
}
