import type { LocalWorld } from '../../../../local/world/local-world.ts';
import { settle } from '../../../../local/world/settle.ts';

/** Lets what is under way end, without any fault, and forgets all that has been. */
export async function startAfresh(world: LocalWorld): Promise<void> {
  world.firestore.faults.clear();
  world.tasks.faults.clear();
  world.simulator.faults.clear();
  await settle(world);
  world.firestore.clear();
  world.simulator.reset();
}
