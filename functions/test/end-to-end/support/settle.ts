import { setImmediate } from 'node:timers/promises';
import type { LocalWorld } from '../../../../local/world/local-world.ts';
import { SECOND } from '../../../src/domain/shared/clock.ts';

/** Waits until the world is idle, moving the clock over waits below a second: each message takes that long to be delivered. */
export async function settle(world: LocalWorld): Promise<void> {
  let isIdle = false;
  const idle = world.idle().finally(() => {
    isIdle = true;
  });
  while (!isIdle) {
    const wait = (world.clock.nextTimer() ?? Infinity) - world.clock.now();
    if (wait < SECOND) world.clock.advance(Math.max(0, wait));
    await setImmediate();
  }
  await idle;
}

/** Lets what is under way end, and forgets all that has been. */
export async function startAfresh(
  world: LocalWorld,
): Promise<void> {
  world.firestore.faults.clear();
  world.tasks.faults.clear();
  world.simulator.faults.clear();
  await settle(world);
  world.firestore.clear();
  world.simulator.reset();
}
