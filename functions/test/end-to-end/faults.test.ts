import './support/captured-output.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CallFailedError } from '../../../local/world/call-function.ts';
import { letPass } from '../../../local/world/let-pass.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { settle } from '../../../local/world/settle.ts';
import { breakCommitAfter } from './support/break-commit-after.ts';
import { digitsIn, Person } from './support/person.ts';
import { startAfresh } from './support/start-afresh.ts';

const HALF_AN_HOUR = 30 * 60_000;

let world: LocalWorld;
let ada: Person;

beforeAll(async () => {
  // events of their own would be hit by faults that are meant for messages
  world = await LocalWorld.start({ parameters: { FORWARD_EVENTS: 'none' } });
});

beforeEach(async () => {
  await startAfresh(world);
  ada = new Person(world, 'ada', { From: 'whatsapp:+15551110001' });
});

afterAll(() => world.stop());

function outboxOfAda() {
  const documents = world.firestore.documents('whatsapp_outbound_messages').map(({ data }) => data);
  return documents.filter((data) => data['user_id'] === 'ada');
}

/** Each announcement stands in the phone and in the outbox, where nothing is left to do. */
async function expectOneAnnouncement({ possibleDuplicate = false } = {}): Promise<void> {
  await letPass(world, HALF_AN_HOUR);
  expect(await ada.announcements()).toBe(1);
  expect(outboxOfAda()).toMatchObject([
    { state: 'accepted', possible_duplicate: possibleDuplicate, next_at: null },
  ]);
  expect(world.tasks.pending()).toEqual([]);
}

function errorsLogged(): readonly string[] {
  return world.activity
    .recent()
    .flatMap((activity) => (activity.kind === 'log' && activity.severity === 'ERROR' ? [activity.event] : []))
    .map((event) => event.split('\n', 1)[0] ?? '');
}

describe('while Cloud Tasks misbehaves', () => {
  it.each(['lose', 'lose-answer', 'duplicate'] as const)(
    'announces once in spite of it: %s',
    async (fault) => {
      world.tasks.faults.inject(fault);
      await ada.link();
      expect(world.tasks.faults.take()).toBeUndefined();
      await expectOneAnnouncement();
    },
  );
});

describe('while Firestore misbehaves', () => {
  it.each(['before', 'after'] as const)(
    'announces once when the trigger fails %s its effect and is delivered again',
    async (when) => {
      breakCommitAfter(world, 'whatsapp_user_mappings', when);
      await ada.link();
      expect(errorsLogged()).toContain('trigger-failed');
      await expectOneAnnouncement();
    },
  );

  it.each(['before', 'after'] as const)(
    'announces once when a sender dies %s it has stored that it sends',
    async (when) => {
      // whoever has just sent need not look again whether sending is paused: the next commit is the claim
      await new Person(world, 'grace', { From: 'whatsapp:+15551110002' }).link();
      breakCommitAfter(world, 'whatsapp_outbound_messages', when);
      await ada.link();
      expect(errorsLogged()).toContain('task-failed');
      await expectOneAnnouncement({ possibleDuplicate: when === 'after' });
    },
  );

  it('announces once, unmarked, when a sender dies before it has stored what Twilio answered', async () => {
    const claim = await ada.claim();
    const stop = world.simulator.onMessage(({ via }) => {
      if (via !== 'api') return;
      stop();
      world.firestore.faults.inject({ method: 'batchGetDocuments', when: 'before', code: 'DATA_LOSS' });
    });
    await ada.call('confirmLink', claim);
    await settle(world);
    expect(errorsLogged()).toContain('task-failed');
    await expectOneAnnouncement();
  });

  it.each(['before', 'after'] as const)(
    'asks for the digits once when the webhook fails %s its effect and Twilio repeats it',
    async (when) => {
      const { requestId, code } = await ada.start();
      world.firestore.faults.inject({ method: 'commit', when, code: 'DATA_LOSS' });
      const { attempts, replies } = await ada.send(code);
      expect({ attempts, questions: replies.length }).toEqual({ attempts: 2, questions: 1 });
      await ada.call('confirmLink', { requestId, confirmationNumber: digitsIn(replies.join()) });
      await settle(world);
      await expectOneAnnouncement();
    },
  );

  it.each(['before', 'after'] as const)(
    'links when the app repeats a confirmation that failed %s its effect',
    async (when) => {
      const claim = await ada.claim();
      world.firestore.faults.inject({ method: 'commit', when, code: 'DATA_LOSS' });
      await expect(ada.call('confirmLink', claim)).rejects.toThrow(CallFailedError);
      expect(await ada.call('confirmLink', claim)).toMatchObject({ maskedNumber: '+15 ••• 01' });
      await settle(world);
      await expectOneAnnouncement();
    },
  );
});

describe('while everything comes twice', () => {
  it('asks for the same digits each time and announces once', async () => {
    world.tasks.faults.inject('duplicate', 10);
    world.simulator.faults.inject({ inbound: { duplicate: 2 } });
    const { requestId, code } = await ada.start();
    const { replies } = await ada.send(code);
    expect(replies).toHaveLength(3);
    expect(new Set(replies).size).toBe(1);
    await ada.call('confirmLink', { requestId, confirmationNumber: digitsIn(replies[0] ?? '') });
    await settle(world);
    await expectOneAnnouncement();
  });
});
