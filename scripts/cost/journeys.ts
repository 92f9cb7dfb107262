import { getFirestore } from 'firebase-admin/firestore';
import { metricsCatalogue } from '../../functions/src/domain/shared/metrics-catalogue.ts';
import { enqueueMessage } from '../../functions/src/infra/firestore/enqueue-message.ts';
import { DELETE_AT } from '../../functions/src/infra/firestore/documents/retention.ts';
import { Person } from '../../functions/test/end-to-end/support/person.ts';
import type { Activity } from '../../local/world/activity.ts';
import { LocalWorld } from '../../local/world/local-world.ts';
import { settle } from '../../local/world/settle.ts';

/** What one message sets off besides Firestore operations. */
export interface Journey {
  /** Invocations by function. */
  readonly invocations: Readonly<Record<string, number>>;
  /** Of Linkline's own log, at LOG_LEVEL=info. */
  readonly logLines: number;
  readonly logBytes: number;
  /** Documents that a TTL policy deletes later. */
  readonly temporaryDocuments: number;
}

export type Journeys = Readonly<Record<'received' | 'sent', Journey>>;

const PHONE = 'whatsapp:+15551110001';
const isKnown = (name: string): name is keyof typeof metricsCatalogue => name in metricsCatalogue;

/** Plays a message each way in the local world and reads off what it sets off. */
export async function measuredJourneys(): Promise<Journeys> {
  const world = await LocalWorld.start({
    parameters: { LOG_LEVEL: 'info', FORWARD_EVENTS: 'none' },
    productReply: () => [],
  });
  try {
    const ada = new Person(world, 'ada', { From: PHONE });
    await ada.link();
    // the first of each kind finds nothing warm
    await send(world, 'order-0000');
    await ada.send('hi');
    await settle(world);
    const received = await measured(world, () => ada.send('hi'));
    const sent = await measured(world, () => send(world, 'order-0001'));
    return { received, sent };
  } finally {
    await world.stop();
  }
}

async function send(world: LocalWorld, id: string): Promise<void> {
  await enqueueMessage(getFirestore(), { id, userId: 'ada', body: 'Hello!' });
  await settle(world);
  world.simulator.read(PHONE);
}

async function measured(world: LocalWorld, act: () => Promise<unknown>): Promise<Journey> {
  const activities: Activity[] = [];
  const before = temporaryDocuments(world);
  const end = world.activity.subscribe((activity) => activities.push(activity));
  await act();
  await settle(world);
  end();
  const lines = activities.flatMap(lineOf);
  return {
    invocations: invocationsIn(activities),
    logLines: lines.length,
    logBytes: lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0),
    temporaryDocuments: temporaryDocuments(world) - before,
  };
}

function invocationsIn(activities: readonly Activity[]): Journey['invocations'] {
  const counts: Record<string, number> = {};
  for (const activity of activities) {
    if (activity.kind !== 'metric' || activity.name !== 'function.invocations') continue;
    const name = String(activity.tags['function']);
    counts[name] = (counts[name] ?? 0) + activity.value;
  }
  return counts;
}

/** As it was written. */
function lineOf(activity: Activity): readonly string[] {
  if (activity.kind === 'log') {
    const { severity, event, fields } = activity;
    return [JSON.stringify({ severity, message: event, ...fields })];
  }
  if (activity.kind !== 'metric' || !isKnown(activity.name)) return [];
  const { name: metric, value, tags } = activity;
  const unit = metricsCatalogue[metric].kind === 'counter' ? '1' : 'ms';
  return [JSON.stringify({ severity: 'INFO', message: 'metric', metric, value, unit, tags })];
}

function temporaryDocuments({ firestore }: LocalWorld): number {
  return firestore.documents().filter(({ data }) => data[DELETE_AT] !== undefined).length;
}
