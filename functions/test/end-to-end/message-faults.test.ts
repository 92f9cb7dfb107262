import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkPeople, type LinkedPerson } from '../../../local/soak/linked-person.ts';
import type { FaultRequest } from '../../../local/twilio/faults/fault-request.ts';
import { letPass } from '../../../local/world/let-pass.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { settle } from '../../../local/world/settle.ts';
import { MINUTE } from '../../src/domain/shared/clock.ts';
import { replaceEnvironment } from '../../src/infra/environment.ts';

const HANG = 300;
const NEWS = { content_sid: 'HX00000000000000000000000000000002', variables: { 1: 'Ada' } };
const TEMPLATE_TEXT = 'Hello Ada, we have news for you. Reply to this message to read it.';
const NO_REPORTS = { statusCallbacks: { loss: 1 } } as const;

interface Case {
  readonly fault: FaultRequest;
  readonly content?: Readonly<Record<string, unknown>>;
  /** What the document tells when half an hour has passed. */
  readonly story: Readonly<Record<string, unknown>>;
  readonly outcomes: readonly string[];
  readonly arrived: number;
}

const once = { story: { state: 'accepted', possible_duplicate: false, next_at: null }, arrived: 1 };
const onceAtTheFirstTry = { ...once, outcomes: ['accepted'] };
const marked = { ...once, story: { state: 'accepted', possible_duplicate: true, next_at: null } };

const cases: Readonly<Record<string, Case>> = {
  'a number that is none': {
    fault: { create: 'error', code: 21_211 },
    story: { state: 'failed', reason: 'invalid-recipient', advice: expect.stringMatching(/\w/) },
    outcomes: ['refused'],
    arrived: 0,
  },
  'a throttle': {
    fault: { create: 'throttle', retryAfter: 7 },
    ...once,
    outcomes: ['postponed', 'accepted'],
  },
  'a hang': { fault: { create: 'hang' }, ...marked, outcomes: ['unknown', 'accepted'] },
  'a reset before it was taken': {
    fault: { create: 'reset-before' },
    ...marked,
    outcomes: ['unknown', 'accepted'],
  },
  'a reset after it was taken': { fault: { create: 'reset-after' }, ...onceAtTheFirstTry },
  'a reset after it was taken, of which nobody reports': {
    fault: { create: 'reset-after', ...NO_REPORTS },
    ...onceAtTheFirstTry,
  },
  'a garbled answer': { fault: { create: 'garbled' }, ...onceAtTheFirstTry },
  'a garbled answer to what nobody reports of': {
    fault: { create: 'garbled', ...NO_REPORTS },
    ...onceAtTheFirstTry,
  },
  'reports that are lost': { fault: NO_REPORTS, ...onceAtTheFirstTry },
  'reports that come twice': { fault: { statusCallbacks: { duplicate: 1 } }, ...onceAtTheFirstTry },
  'reports in the wrong order': { fault: { statusCallbacks: { reorder: true } }, ...onceAtTheFirstTry },
  'reports before the answer': { fault: { statusCallbacks: { beforeAnswer: true } }, ...onceAtTheFirstTry },
  'reports that are late': { fault: { statusCallbacks: { delayMs: 900 } }, ...onceAtTheFirstTry },
  'a closed service window, with a template to fall back on': {
    fault: { asyncError: 63_016 },
    content: { body: 'Hello', fallback_template: NEWS },
    story: { state: 'accepted', uses_fallback: true, next_at: null },
    outcomes: ['undelivered', 'accepted'],
    arrived: 1,
  },
  'a closed service window': {
    fault: { asyncError: 63_016 },
    story: { state: 'undelivered', reason: 'outside-service-window', advice: expect.stringMatching(/\w/) },
    outcomes: ['undelivered'],
    arrived: 0,
  },
};

let world: LocalWorld;
let people: readonly LinkedPerson[];

beforeAll(async () => {
  world = await LocalWorld.start({
    parameters: { LINK_CONFIRMATION: 'off', FORWARD_EVENTS: 'none' },
    functions: () => {
      replaceEnvironment({ twilioTimeout: HANG });
      return import('../../src/index.ts');
    },
  });
  people = await linkPeople(world, Object.keys(cases).length + 3);
  await settle(world);
  for (const [index, { fault, content = { body: 'Hello' } }] of Object.values(cases).entries()) {
    world.simulator.faults.inject(fault);
    await send(index, content);
    world.simulator.faults.clear();
  }
  await letPass(world, 30 * MINUTE);
});

afterAll(() => world.stop());

function personOf(index: number): LinkedPerson {
  const person = people.at(index);
  if (person === undefined) throw new RangeError('There are not so many people.');
  return person;
}

/** Adds a message to the outbox as a product does. Returns its id. */
async function send(index: number, content: Case['content'], id = `message-of-${index}`): Promise<string> {
  const { userId } = personOf(index);
  await getFirestore()
    .doc(`whatsapp_outbound_messages/${id}`)
    .create({ user_id: userId, ...content });
  await settle(world);
  return id;
}

function documentOf(id: string): Readonly<Record<string, unknown>> {
  const documents = world.firestore.documents('whatsapp_outbound_messages');
  return documents.find(({ path }) => path.endsWith(`/${id}`))?.data ?? {};
}

function deliveredIn({ delivery }: ReturnType<typeof documentOf>): boolean {
  return JSON.stringify(delivery ?? {}).includes('delivered_at');
}

function arrivals(index: number): readonly string[] {
  const sent = world.simulator.messages(personOf(index).phone).filter(({ via }) => via === 'api');
  return sent
    .filter(({ status, body }) => status === 'delivered' && body !== 'Account linked!')
    .map(({ body }) => body);
}

describe('a message of the outbox', () => {
  it.each(Object.entries(cases).map(([name, each], index) => [name, each, index] as const))(
    'survives or tells: %s',
    (_, { content, story, outcomes, arrived }, index) => {
      const document = documentOf(`message-of-${index}`);
      expect(document).toMatchObject({
        ...story,
        attempts: outcomes.map((outcome) => ({ outcome })),
      });
      const text = content === undefined ? 'Hello' : TEMPLATE_TEXT;
      expect(arrivals(index)).toEqual(Array.from({ length: arrived }, () => text));
      expect(deliveredIn(document)).toBe(arrived > 0);
    },
  );

  it('waits as long as Twilio asks', () => {
    const index = Object.keys(cases).indexOf('a throttle');
    const { attempts } = documentOf(`message-of-${index}`) as { attempts: readonly { started_at: string }[] };
    const [first = 0, second = 0] = attempts.map(({ started_at: startedAt }) => Date.parse(startedAt));
    expect(second - first).toBeGreaterThanOrEqual(7_000);
  });

  it('is held back while Twilio refuses the account, and sent when a probe gets through', async () => {
    world.simulator.faults.inject({ create: 'error', code: 20_003, status: 401, times: 2 });
    const refused = await send(-1, { body: 'One' }, 'refused-message');
    await letPass(world, MINUTE);
    const later = await send(-1, { body: 'Two' }, 'later-message');
    expect(world.firestore.documents('whatsapp_sending')).toMatchObject([
      { data: { provider_code: 20_003 } },
    ]);
    expect([refused, later].map((id) => documentOf(id))).toMatchObject([
      { state: 'queued', advice: expect.stringMatching(/\w/) },
      { body: 'Two' },
    ]);
    expect(arrivals(-1)).toEqual([]);
    await letPass(world, 30 * MINUTE);
    expect(arrivals(-1)).toEqual(['One', 'Two']);
    expect(documentOf(refused)).toMatchObject({ state: 'accepted', possible_duplicate: false });
  });

  it('is suppressed once Twilio has said that the person opted out, as is every later one', async () => {
    world.simulator.faults.inject({ create: 'error', code: 21_610 });
    const first = await send(-2, { body: 'One' }, 'opted-out-message');
    const later = await send(-2, { body: 'Two' }, 'suppressed-message');
    expect(documentOf(first)).toMatchObject({ state: 'failed', reason: 'opted-out' });
    expect(documentOf(later)).toMatchObject({ state: 'suppressed', reason: 'opted-out', attempts: [] });
  });

  it('is counted by its reason where its failure came late, also for a code that nobody knows', async () => {
    world.simulator.faults.inject({ asyncError: 99_999 });
    const unknown = await send(-3, { body: 'One' }, 'oddly-failed-message');
    expect(documentOf(unknown)).toMatchObject({ state: 'undelivered', reason: 'unrecognised-error' });
    const counted = world.activity
      .recent()
      .filter((activity) => activity.kind === 'metric' && activity.name === 'outbound.outcomes')
      .map((activity) => ('tags' in activity ? activity.tags : {}));
    expect(counted).toContainEqual({ outcome: 'undelivered', reason: 'unrecognised-error' });
  });
});
