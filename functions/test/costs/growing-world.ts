import { getFirestore } from 'firebase-admin/firestore';
import { MINUTE } from '../../src/domain/shared/clock.ts';
import { collections } from '../../src/infra/firestore/collections.ts';
import { replied } from '../app/processing/processing-world.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld } from '../app/support/linking-world.ts';
import { counted } from './counted-flow.ts';
import type { FlowCost } from './flow-costs.ts';
import { reportAll, sendUntilRead, warmUp } from './message-scenes.ts';

const COPIES_A_BATCH = 100;
/** Of what a user leaves for days and longer. */
const copied = [
  collections.userMappings,
  collections.links,
  collections.contacts,
  collections.inboundMessages,
  collections.outboundMessages,
];

/** What each step of one more user's life costs where as many others have had theirs. */
export async function stepCostsAmong(users: number): Promise<Readonly<Record<string, FlowCost>>> {
  const world = await LinkingWorld.create();
  world.processor.onMessage = async () => replied('Hello!');
  await live(world, 'ada', ADA_PHONE, (_, act) => act());
  // nothing of hers is left to do
  for (const id of world.documents(collections.outboundMessages).keys()) await reportAll(world, id);
  await copyUser(users - 1);
  world.takeEvents();
  const costs: Record<string, FlowCost> = {};
  await live(world, 'grace', GRACE_PHONE, async (step, act) => {
    costs[step] = await counted(world, act);
  });
  return costs;
}

type Step = (name: string, act: () => Promise<unknown>) => Promise<unknown>;

async function live(world: LinkingWorld, userId: string, phone: string, step: Step): Promise<void> {
  const { module, clock } = world;
  await warmUp(world);
  await step('not linked', () => world.receive(phone, 'hi'));
  let linkId = '';
  await step('link', async () => {
    linkId = await world.link(userId, phone);
    await world.settle();
  });
  await step('status reports', () => sendUntilRead(world, `linked-${linkId}`));
  await step('message', () => world.receive(phone, 'hi'));
  await step('processing and reply', () => world.settle());
  await step('STATUS', () => world.receive(phone, 'STATUS'));
  await step('unknown code', () => world.receive(phone, 'LINK ZZZZ-ZZZZ'));
  await world.receive(phone, 'lost');
  world.takeEvents();
  clock.advance(10 * MINUTE);
  await step('sweep of one lost message', () => module.sweepMessages.execute());
  await world.settle();
  await step('export', () => module.exportUser.execute({ userId, tokenIssuedAt: clock.now() }));
}

/** One document of each kind once more for each further user, under an id and of a user of its own. */
async function copyUser(copies: number): Promise<void> {
  const firestore = getFirestore();
  const lists = await Promise.all(copied.map((name) => firestore.collection(name).limit(1).get()));
  const documents = lists.flatMap(({ docs }) => docs);
  let batch = firestore.batch();
  for (let copy = 1; copy <= copies; copy += 1) {
    for (const document of documents) {
      const owner = document.get('user_id') === undefined ? {} : { user_id: `user-${copy}` };
      batch.set(document.ref.parent.doc(`${document.id}-${copy}`), { ...document.data(), ...owner });
    }
    if (copy % COPIES_A_BATCH !== 0 && copy < copies) continue;
    await batch.commit();
    batch = firestore.batch();
  }
}
