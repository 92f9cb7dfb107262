import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../../src/domain/messaging/messaging-service.ts';
import { MINUTE } from '../../../src/domain/shared/clock.ts';
import { sendOutcomeOf } from '../../../src/infra/twilio/twilio-send-outcome.ts';
import { refusedBy, unknownOutcome } from '../support/fake-twilio.ts';
import { ADA_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { report, stored, TEMPLATE, TEMPLATE_TEXT, worldOfAda } from './outbox-scene.ts';

const ids = ['order-0001', 'order-0002'];

/** What keeps us from knowing, and whether Twilio had taken the message by then. */
const troubles: readonly { name: string; outcome: SendOutcome; isCrash?: boolean }[] = [
  { name: 'no answer in time', outcome: unknownOutcome() },
  { name: 'a reset', outcome: sendOutcomeOf({ kind: 'no-answer', reason: 'connection-lost' }) },
  { name: 'a 5xx', outcome: refusedBy(20_500) },
  { name: 'a garbled 201', outcome: sendOutcomeOf({ kind: 'no-answer', reason: 'unreadable-answer' }) },
  { name: 'a crash', outcome: unknownOutcome(), isCrash: true },
];

const cases = troubles.flatMap((trouble) => [
  { ...trouble, taken: true },
  { ...trouble, taken: false },
]);

async function worldInTrouble({ outcome, taken, isCrash }: (typeof cases)[number]): Promise<LinkingWorld> {
  const world = await worldOfAda();
  world.redeliveries = 20;
  world.twilio.nextOutcomes.push({ outcome, taken });
  if (isCrash === true) {
    world.twilio.whileAnswering = async () => {
      world.twilio.whileAnswering = async () => {};
      throw new Error('The process died here.');
    };
  }
  for (const id of ids) await world.addToOutbox(id, { user_id: 'ada', body: 'ready' });
  return world;
}

const marksOf = (world: LinkingWorld) =>
  ids.map((id) => [stored(world, id)['state'], stored(world, id)['possible_duplicate']]);

describe('the first of two equal texts, whose outcome is unknown,', () => {
  it.each(cases)('after $name, taken: $taken, comes once, as does the other', async (trouble) => {
    const world = await worldInTrouble(trouble);
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['ready', 'ready']);
    expect(marksOf(world)).toEqual([
      ['accepted', !trouble.taken],
      ['accepted', false],
    ]);
    const sids = ids.map((id) => JSON.stringify(stored(world, id)['message_sids']));
    expect(new Set(sids).size).toBe(2);
  });

  it('comes twice at most, and marked, where even the log of Twilio hides it', async () => {
    const [trouble] = cases;
    if (trouble === undefined) throw new Error('There are cases.');
    const world = await worldInTrouble(trouble);
    world.twilio.listSent = async () => [];
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toHaveLength(3);
    expect(marksOf(world)).toEqual([
      ['accepted', true],
      ['accepted', false],
    ]);
  });
});

describe('an unknown outcome', () => {
  it('is kept for the next look where Twilio does not answer the question', async () => {
    const world = await worldOfAda();
    world.twilio.nextOutcomes.push({ outcome: unknownOutcome(), taken: true });
    await world.addToOutbox('order-0001', { user_id: 'ada', body: 'ready' });
    await world.settle();
    const listSent = world.twilio.listSent.bind(world.twilio);
    world.twilio.listSent = () => Promise.reject(new Error('Twilio is down.'));
    world.clock.advance(MINUTE);
    await expect(world.settle()).rejects.toThrow('Twilio is down.');
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'unknown', looks: 0 });
    world.twilio.listSent = listSent;
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['ready']);
  });

  it('of a template is for a human after the last look, unless a report settles it', async () => {
    const world = await worldOfAda();
    for (const id of ['order-0001', 'order-0002']) {
      world.twilio.nextOutcomes.push({ outcome: unknownOutcome(), taken: true });
      await world.addToOutbox(id, { user_id: 'ada', template: TEMPLATE });
      await world.settle();
    }
    await report(world, 'order-0002', 'delivered', null, `SM${'d'.repeat(32)}`);
    await world.settleInTime();
    expect(stored(world, 'order-0001')).toMatchObject({
      state: 'dead',
      reason: 'outcome-unknown',
      advice: expect.stringContaining('Twilio console') as string,
    });
    expect(stored(world, 'order-0002')).toMatchObject({ state: 'accepted', possible_duplicate: false });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([TEMPLATE_TEXT, TEMPLATE_TEXT]);
  });
});
