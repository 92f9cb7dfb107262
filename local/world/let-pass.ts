import type { LocalWorld } from './local-world.ts';
import { settle } from './settle.ts';

/** As `advance` of the world, without waiting in real time for what takes less than a second. */
export async function letPass(
  world: Pick<LocalWorld, 'clock' | 'idle'>,
  milliseconds: number,
): Promise<void> {
  const { clock } = world;
  const target = clock.now() + milliseconds;
  await settle(world);
  while (clock.now() < target) {
    const next = Math.min(clock.nextTimer() ?? target, target);
    clock.advance(Math.max(0, next - clock.now()));
    await settle(world);
  }
}
