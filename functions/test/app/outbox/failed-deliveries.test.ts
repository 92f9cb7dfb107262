import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/domain/shared/clock.ts';
import { unknownOutcome } from '../support/fake-twilio.ts';
import { ADA_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { attemptsOf, lastSidOf, report, stored, worldOfAda } from './outbox-scene.ts';

const id = 'order-0001';

let world: LinkingWorld;

beforeEach(async () => {
  world = await worldOfAda();
});

async function send(): Promise<void> {
  await world.addToOutbox(id, { user_id: 'ada', body: 'Hello!' });
  await world.settle();
}

const sent = () => world.twilio.textsTo(ADA_PHONE).length;

describe('a reported failure', () => {
  it.each([
    { code: 63_012, tries: 4, reason: 'channel-failure' },
    { code: 30_008, tries: 2, reason: 'delivery-failed' },
  ])(
    '$code has the message sent $tries times, each under a SID of its own',
    async ({ code, tries, reason }) => {
      await send();
      for (let failures = 1; failures < tries; failures += 1) {
        await report(world, id, 'undelivered', code);
        expect(stored(world, id)).toMatchObject({ state: 'queued', reason, check_at: null });
        await world.settleInTime();
        expect(sent()).toBe(failures + 1);
      }
      await report(world, id, 'undelivered', code);
      await world.settleInTime();
      expect(stored(world, id)).toMatchObject({ state: 'dead', reason: 'retries-exhausted', check_at: null });
      expect(sent()).toBe(tries);
      expect(attemptsOf(world, id).map(({ outcome, provider_code }) => [outcome, provider_code])).toEqual(
        Array.from({ length: tries }, () => ['undelivered', code]),
      );
      expect(new Set(attemptsOf(world, id).map(({ message_sid }) => message_sid)).size).toBe(tries);
    },
  );

  it('counts once, however often it is reported', async () => {
    await send();
    const first = lastSidOf(world, id);
    for (let repetition = 0; repetition < 3; repetition += 1) {
      await report(world, id, 'undelivered', 63_012, first);
      await world.settleInTime();
    }
    expect(sent()).toBe(2);
    expect(stored(world, id)).toMatchObject({ state: 'accepted' });
  });

  it('of a code that nobody knows is for a human', async () => {
    await send();
    await report(world, id, 'undelivered', 99_999);
    expect(stored(world, id)).toMatchObject({
      state: 'undelivered',
      reason: 'unrecognised-error',
      advice: expect.stringContaining('99999') as string,
    });
  });

  it('that overtakes our own record of the acceptance is acted on all the same', async () => {
    world.twilio.whileAnswering = async () => {
      world.twilio.whileAnswering = async () => {};
      const [first] = await world.twilio.listSent({ kind: 'phone', value: ADA_PHONE });
      await report(world, id, 'undelivered', 63_012, first?.messageSid);
    };
    await send();
    await world.settleInTime();
    expect(sent()).toBe(2);
    expect(attemptsOf(world, id).map(({ outcome }) => outcome)).toEqual(['undelivered', 'accepted']);
  });

  it('of a message whose outcome was unknown settles that, and is acted on', async () => {
    world.twilio.nextOutcomes.push({ outcome: unknownOutcome(), taken: true });
    await send();
    await report(world, id, 'undelivered', 63_012, `SM${'e'.repeat(32)}`);
    await world.settleInTime();
    expect(sent()).toBe(2);
    expect(stored(world, id)).toMatchObject({ state: 'accepted', possible_duplicate: false });
  });

  it('changes nothing of what has arrived', async () => {
    await send();
    await report(world, id, 'delivered');
    const delivered = stored(world, id);
    await report(world, id, 'undelivered', 63_012);
    await world.settleInTime();
    expect(stored(world, id)).toMatchObject({ state: 'accepted', attempts: delivered['attempts'] });
    expect(sent()).toBe(1);
  });
});

describe('the next question to Twilio about a message', () => {
  it('is due a quarter of an hour after its acceptance, and not any more once it has arrived', async () => {
    await send();
    const due = new Date(world.clock.now() + 15 * MINUTE).toISOString();
    expect(stored(world, id)).toMatchObject({ check_at: due });
    await report(world, id, 'sent');
    expect(stored(world, id)).toMatchObject({ check_at: due });
    world.clock.advance(HOUR);
    await report(world, id, 'read');
    expect(stored(world, id)).toMatchObject({ check_at: null });
  });
});
