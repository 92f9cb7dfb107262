import { getFirestore } from 'firebase-admin/firestore';
import { collections } from '../../../src/infra/firestore/collections.ts';
import { worldWithEvents } from '../events/world-with-events.ts';
import { report } from '../outbox/outbox-scene.ts';
import { refusedBy, unknownOutcome } from '../support/fake-twilio.ts';
import {
  ADA_PHONE,
  GRACE_PHONE,
  type LinkingWorld,
  type LinkingWorldOptions,
} from '../support/linking-world.ts';

export const ADA_ID = 'whatsapp:US.adahidden00000000000000001';
export const ADA_OLD_PHONE = 'whatsapp:+15551110009';

const EVENTS = 'link.created,link.removed,contact.opted_out,message.delivered,message.failed';

/** Ada has been linked by two phones and an id, has talked, been written to and left; Grace had her number before; Mallory tried to. */
export async function worldOfFullLife(options: LinkingWorldOptions = {}): Promise<LinkingWorld> {
  const world = await worldWithEvents(EVENTS, options);
  await world.link('grace', ADA_PHONE);
  await world.receive(ADA_PHONE, 'grace was here');
  await world.receive(ADA_PHONE, 'UNLINK');
  world.clock.advance(1_000);
  await world.link('ada', ADA_OLD_PHONE);
  await world.receive(ADA_OLD_PHONE, 'from my old phone');
  await world.link('ada', ADA_PHONE, { otherAddress: ADA_ID });
  await world.settle();
  await world.receive(ADA_PHONE, 'hello from ada');
  await world.receive(ADA_ID, 'hello from hidden ada');
  await sendInAllStates(world);
  await world.receive(ADA_PHONE, 'STOP');
  await world.receive(ADA_PHONE, 'still here');
  await world.module.exportUser.execute({ userId: 'ada', tokenIssuedAt: world.clock.now() });
  await world.start('ada');
  await world.claim('mallory', ADA_OLD_PHONE);
  await world.link('grace', GRACE_PHONE);
  await world.receive(GRACE_PHONE, 'hello from grace');
  await world.addToOutbox('to-grace', { user_id: 'grace', body: 'hello grace' });
  await world.settle();
  await leaveLane('ada');
  return world;
}

async function sendInAllStates(world: LinkingWorld): Promise<void> {
  const add = async (id: string, fields: object) => {
    await world.addToOutbox(`to-ada-${id}`, { user_id: 'ada', ...fields });
    await world.settle();
  };
  await add('delivered', { body: 'delivered to ada' });
  await report(world, 'to-ada-delivered', 'delivered');
  world.twilio.nextOutcomes.push({ outcome: refusedBy(63024) }, { outcome: unknownOutcome() });
  await add('failed', { body: 'refused to ada' });
  await add('unknown', { body: 'lost to ada' });
  await add('malformed', { text: 'no body to ada' });
  await world.addToOutbox('to-ada-new', { user_id: 'ada', body: 'new to ada' });
  world.takeEvents();
}

/** A run that died while it was processing. */
async function leaveLane(userId: string): Promise<void> {
  await getFirestore().collection(collections.inboundLanes).doc(userId).set({ lease_token: 'dead' });
}

/** The whole database: each document's path and content in one line. */
export function everything(world: LinkingWorld): readonly string[] {
  return world.firestore.documents().map(({ path, data }) => `${path} ${JSON.stringify(data)}`);
}

/** Returns what brings the database back to what it is now. */
export async function snapshot(world: LinkingWorld): Promise<() => Promise<void>> {
  const lists = await Promise.all(
    Object.values(collections).map((name) => getFirestore().collection(name).get()),
  );
  const documents = lists.flatMap(({ docs }) => docs);
  return async () => {
    world.firestore.clear();
    const batch = getFirestore().batch();
    for (const document of documents) batch.set(document.ref, document.data());
    await batch.commit();
  };
}
