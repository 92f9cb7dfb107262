import { beforeEach, describe, expect, it } from 'vitest';
import { unknownOutcome } from '../support/fake-twilio.ts';
import { ADA_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { attemptsOf, report, stored, worldOfAda } from './outbox-scene.ts';

/** 4,000 characters, no two parts of which are equal. */
const body = Array.from({ length: 800 }, (_, number) => String(number).padStart(4, '0')).join(' ') + '.';

let world: LinkingWorld;

beforeEach(async () => {
  world = await worldOfAda();
  world.redeliveries = 20;
});

async function sendLongText(): Promise<void> {
  await world.addToOutbox('story-0001', { user_id: 'ada', body });
  await world.settleInTime();
}

function sentInParts(): readonly string[] {
  return world.twilio.textsTo(ADA_PHONE);
}

describe('a text of 4,000 characters', () => {
  it('goes out in three parts, in order, each with a SID of its own', async () => {
    await sendLongText();
    expect(sentInParts()).toHaveLength(3);
    expect(sentInParts().join(' ')).toBe(body);
    expect(stored(world, 'story-0001')).toMatchObject({ state: 'accepted', parts: 3, part: 2 });
    expect(attemptsOf(world, 'story-0001').map(({ part }) => part)).toEqual([0, 1, 2]);
    expect(new Set(stored(world, 'story-0001')['message_sids'] as string[]).size).toBe(3);
  });

  it.each([
    { trouble: 'the answer to a part is lost, which Twilio had taken', taken: true, marked: false },
    { trouble: 'the answer to a part is lost, which Twilio had not taken', taken: false, marked: true },
  ])('comes whole when $trouble', async ({ taken, marked }) => {
    world.twilio.whileAnswering = async () => {
      world.twilio.whileAnswering = async () => {};
      world.twilio.nextOutcomes.push({ outcome: unknownOutcome(), taken });
    };
    await sendLongText();
    expect(sentInParts().join(' ')).toBe(body);
    expect(stored(world, 'story-0001')).toMatchObject({ state: 'accepted', possible_duplicate: marked });
  });

  it('comes whole when the process dies with the answer to a part', async () => {
    let calls = 0;
    world.twilio.whileAnswering = async () => {
      calls += 1;
      if (calls === 2) throw new Error('The process died here.');
    };
    await sendLongText();
    expect(sentInParts().join(' ')).toBe(body);
    expect(stored(world, 'story-0001')).toMatchObject({ state: 'accepted', possible_duplicate: false });
  });

  it('has only that part sent again which was not delivered', async () => {
    await sendLongText();
    const [, second] = attemptsOf(world, 'story-0001');
    await report(world, 'story-0001', 'undelivered', 63_012, String(second?.['message_sid']));
    await world.settleInTime();
    expect(sentInParts()).toHaveLength(4);
    expect(sentInParts()[3]).toBe(sentInParts()[1]);
    expect(stored(world, 'story-0001')).toMatchObject({ state: 'accepted' });
  });

  it('has a part sent again whose failure was reported while another part was being sent', async () => {
    let calls = 0;
    world.twilio.whileAnswering = async () => {
      calls += 1;
      if (calls === 3) await report(world, 'story-0001', 'undelivered', 63_012);
    };
    await sendLongText();
    expect(sentInParts()).toHaveLength(4);
    expect(sentInParts()[3]).toBe(sentInParts()[1]);
    expect(stored(world, 'story-0001')).toMatchObject({ state: 'accepted', next_at: null });
  });

  it('is not sent any further once a part has failed for good', async () => {
    let calls = 0;
    world.twilio.whileAnswering = async () => {
      calls += 1;
      if (calls === 2) await report(world, 'story-0001', 'undelivered', 63_013);
    };
    await sendLongText();
    expect(sentInParts()).toHaveLength(2);
    expect(stored(world, 'story-0001')).toMatchObject({ state: 'undelivered', reason: 'policy-violation' });
  });
});
