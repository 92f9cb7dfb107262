import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FirestoreFault } from '../../../local/firestore/embedded-firestore.ts';
import { linkPeople, type LinkedPerson } from '../../../local/soak/linked-person.ts';
import { letPass } from '../../../local/world/let-pass.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { settle } from '../../../local/world/settle.ts';
import { MINUTE, SECOND } from '../../src/domain/shared/clock.ts';
import { replaceEnvironment } from '../../src/infra/environment.ts';
import { OpenWork } from './support/open-work.ts';

/** A tenth of the real times: four seconds of patience, answers after six. */
const PATIENCE = 400;
const SLOW = { code: 'OK', delayMs: 600 } as const;
const DOWN = { code: 'UNAVAILABLE', times: Infinity } as const;
/** As the webhook's URL asks for: one attempt and three retries. */
const ATTEMPTS = 4;

/** Each strikes the first attempt, at one call of its transaction. */
const faults: readonly (FirestoreFault & { readonly name: string })[] = [
  { name: 'reads slowly', method: 'batchGetDocuments', when: 'before', ...SLOW },
  { name: 'answers reads slowly', method: 'batchGetDocuments', when: 'after', ...SLOW },
  { name: 'writes slowly', method: 'commit', when: 'before', ...SLOW },
  { name: 'answers writes slowly', method: 'commit', when: 'after', ...SLOW },
  { name: 'cannot be read', method: 'batchGetDocuments', when: 'before', ...DOWN },
  { name: 'cannot be written', method: 'commit', when: 'before', ...DOWN },
];
const CROWD = 5;
const DURING_THE_OUTAGE = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];

/** Null: no answer. */
type Statuses = readonly (number | null)[];

let world: LocalWorld;
let work: OpenWork;
let shaken: readonly LinkedPerson[];
let crowd: readonly LinkedPerson[];
const answersTo = new Map<string, Statuses>();
let answersInTheOutage: Statuses;
let commitsInTheOutage: number;

beforeAll(async () => {
  world = await LocalWorld.start({
    parameters: { LINK_CONFIRMATION: 'off', FORWARD_EVENTS: 'none', LOG_LEVEL: 'debug' },
  });
  work = new OpenWork(world.activity, 'receive-message');
  const people = await linkPeople(world, faults.length + CROWD);
  shaken = people.slice(0, faults.length);
  crowd = people.slice(faults.length);
  await settle(world);
  const restorePatience = replaceEnvironment({ storageDeadline: PATIENCE });
  for (const [index, { name, ...fault }] of faults.entries()) {
    answersTo.set(name, await answersDuring(() => sendThrough(fault, shaken[index], name)));
  }
  await sendToTheCrowd();
  const commitsBefore = commits();
  answersInTheOutage = await answersDuring(outage);
  commitsInTheOutage = commits() - commitsBefore;
  restorePatience();
  await letPass(world, 25 * MINUTE);
}, 60_000);

afterAll(() => world.stop());

/** Tried or done. */
function commits(): number {
  return world.firestore.operations.snapshot().rpcs['commit'] ?? 0;
}

/** How the webhook answered, attempt by attempt. */
async function answersDuring(happening: () => Promise<void>): Promise<Statuses> {
  const answers: (number | null)[] = [];
  const stop = world.simulator.onTraffic(({ direction, status }) => {
    if (direction === 'to-linkline') answers.push(status);
  });
  await happening();
  stop();
  return answers;
}

/** The fault ends with the first attempt. What that goes on doing is awaited, too. */
async function sendThrough(fault: FirestoreFault, person: LinkedPerson | undefined, text: string) {
  const takeBack = world.firestore.faults.inject(fault);
  const stop = world.simulator.onTraffic(takeBack);
  await world.simulator.receive({ From: person?.phone ?? '', Body: text });
  stop();
  await work.done();
  await settle(world);
}

/** Messages of whose delivery Twilio is going to tell when Firestore is down. */
async function sendToTheCrowd(): Promise<void> {
  world.simulator.faults.inject({ statusCallbacks: { delayMs: 30 * SECOND } });
  const outbox = getFirestore().collection('whatsapp_outbound_messages');
  await Promise.all(
    crowd.map(({ userId }) => outbox.doc(`to-${userId}`).create({ user_id: userId, body: 'Hello' })),
  );
  await settle(world);
  world.simulator.faults.clear();
}

/** Thirty messages at once. It ends when nothing works on any of them any more, although Firestore is still down. */
async function outage(): Promise<void> {
  world.firestore.faults.inject({ method: 'batchGetDocuments', when: 'before', ...SLOW, times: Infinity });
  world.firestore.faults.inject({
    method: 'commit',
    when: 'before',
    code: 'DEADLINE_EXCEEDED',
    delayMs: SLOW.delayMs,
    times: Infinity,
  });
  world.clock.advance(30 * SECOND);
  const sending = DURING_THE_OUTAGE.flatMap((text) =>
    crowd.map(({ phone }) => world.simulator.receive({ From: phone, Body: text })),
  );
  await Promise.all(sending);
  await work.done();
  world.firestore.faults.clear();
}

/** What a person's messages say, in the order of their numbers. */
function messagesOf({ userId }: LinkedPerson): readonly Readonly<Record<string, unknown>>[] {
  return world.firestore
    .documents('whatsapp_inbound_messages')
    .map(({ data }) => data)
    .filter((data) => data['user_id'] === userId)
    .sort((one, other) => Number(one['number']) - Number(other['number']));
}

describe('where Firestore', () => {
  it.each(faults.map(({ name }, index) => [name, index] as const))(
    '%s, the first attempt is shed and the message stored and processed once',
    (name, index) => {
      expect(answersTo.get(name)?.[0]).toBe(503);
      const messages = shaken.slice(index, index + 1).map(messagesOf);
      expect(messages).toMatchObject([[{ number: 1, body: name, state: 'processed', attempts: 1 }]]);
    },
  );
});

describe('after an outage in which thirty messages came at once', () => {
  const attempts = ATTEMPTS * DURING_THE_OUTAGE.length * CROWD;

  it('each attempt was shed', () => {
    expect(answersInTheOutage).toEqual(Array.from({ length: attempts }, () => 503));
  });

  it('none of them was tried again when its answer had been given', () => {
    const reports = 10 * CROWD;
    expect(commitsInTheOutage).toBeLessThan(attempts + reports);
  });

  it('a backfill has brought each message once and in order', () => {
    for (const person of crowd) {
      const once = DURING_THE_OUTAGE.map((body, index) => {
        const number = index + 1;
        return { body, number, state: 'processed', attempts: 1, backfilled: true };
      });
      expect(messagesOf(person)).toMatchObject(once);
    }
  });

  it('the delivery checks have brought the reports', () => {
    for (const { data } of world.firestore.documents('whatsapp_outbound_messages')) {
      expect(data).toMatchObject({ state: 'accepted' });
      expect(JSON.stringify(data['delivery'])).toContain('delivered_at');
    }
  });
});
