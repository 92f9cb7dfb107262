import { worldWithEvents } from '../app/events/world-with-events.ts';
import { LinkingWorld } from '../app/support/linking-world.ts';
import { accountScenes } from './account-scenes.ts';
import type { FlowCost, FlowName } from './flow-costs.ts';
import { messageScenes } from './message-scenes.ts';
import type { Scene } from './scene.ts';
import { webhookScenes } from './webhook-scenes.ts';

const scenes: Readonly<Record<FlowName, Scene>> = { ...webhookScenes, ...messageScenes, ...accountScenes };

/** Plays a flow in a world of its own and counts what it does. */
export async function countedFlow(name: FlowName): Promise<FlowCost> {
  const { prepare, run, ...needs } = scenes[name];
  const world = await worldFor(needs);
  const prepared = (await prepare?.(world)) ?? '';
  return counted(world, () => run(world, prepared));
}

export async function counted({ firestore }: LinkingWorld, act: () => Promise<unknown>): Promise<FlowCost> {
  firestore.operations.reset();
  await act();
  const { documentReads, documentWrites, documentDeletes, rpcs } = firestore.operations.snapshot();
  return {
    reads: documentReads,
    writes: documentWrites,
    deletes: documentDeletes,
    roundTrips: Object.values(rpcs).reduce((sum, count) => sum + count, 0),
  };
}

function worldFor({ events, parameters = {} }: Pick<Scene, 'events' | 'parameters'>): Promise<LinkingWorld> {
  return events === undefined ? LinkingWorld.create({ parameters }) : worldWithEvents(events, { parameters });
}
