import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../../src/domain/shared/clock.ts';
import { refusedBy } from '../support/fake-twilio.ts';
import { ADA_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import {
  attemptsOf,
  lastSidOf,
  report,
  stored,
  TEMPLATE,
  TEMPLATE_TEXT,
  worldOfAda,
} from './outbox-scene.ts';

const text = { user_id: 'ada', body: 'Your order is ready.' };
const withFallback = { ...text, fallback_template: TEMPLATE };

let world: LinkingWorld;

beforeEach(async () => {
  world = await worldOfAda();
});

async function send(fields: Readonly<Record<string, unknown>>): Promise<void> {
  await world.addToOutbox('order-0001', fields);
  await world.settleInTime();
}

describe('free text', () => {
  it.each([
    { when: 'within a day', after: DAY - 1, fields: withFallback, state: 'accepted', sent: [text.body] },
    { when: 'after a day', after: DAY, fields: withFallback, state: 'accepted', sent: [TEMPLATE_TEXT] },
    { when: 'after a day', after: DAY, fields: text, state: 'failed', sent: [] },
    {
      when: 'after a day',
      after: DAY,
      fields: { user_id: 'ada', template: TEMPLATE },
      state: 'accepted',
      sent: [TEMPLATE_TEXT],
    },
  ])('$when of the last message: $state, $sent', async ({ after, fields, state, sent }) => {
    world.clock.advance(after);
    await send(fields);
    expect(stored(world, 'order-0001')).toMatchObject({ state });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(sent);
  });

  it('that may not be sent fails at once, with what to do, and Twilio is not asked', async () => {
    world.clock.advance(DAY);
    await send(text);
    expect(stored(world, 'order-0001')).toMatchObject({
      state: 'failed',
      reason: 'outside-service-window',
      advice: expect.stringContaining('fallback_template') as string,
      attempts: [],
    });
  });
});

describe('63016', () => {
  it('as the answer sends the template, once', async () => {
    world.twilio.nextOutcomes.push({ outcome: refusedBy(63_016) });
    await send(withFallback);
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'accepted', uses_fallback: true });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([TEMPLATE_TEXT]);
  });

  it('as the answer to the template too ends the message', async () => {
    world.twilio.nextOutcomes.push({ outcome: refusedBy(63_016) }, { outcome: refusedBy(63_016) });
    await send(withFallback);
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'failed', reason: 'outside-service-window' });
  });

  it('as a report, repeated, sends the template, once', async () => {
    await send(withFallback);
    const messageSid = lastSidOf(world, 'order-0001');
    for (const pause of [0, 0, MINUTE]) {
      world.clock.advance(pause);
      await report(world, 'order-0001', 'undelivered', 63_016, messageSid);
      await world.settleInTime();
    }
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([text.body, TEMPLATE_TEXT]);
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'accepted' });
  });

  it('as a report on every part of a long text sends the template, once', async () => {
    await send({ ...withFallback, body: 'word '.repeat(400) });
    const sids = attemptsOf(world, 'order-0001').map(({ message_sid }) => String(message_sid));
    for (const sid of sids) await report(world, 'order-0001', 'undelivered', 63_016, sid);
    await world.settleInTime();
    for (const sid of sids) await report(world, 'order-0001', 'undelivered', 63_016, sid);
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE).slice(sids.length)).toEqual([TEMPLATE_TEXT]);
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'accepted' });
  });

  it('as a report on a message without a template ends it', async () => {
    await send(text);
    await report(world, 'order-0001', 'undelivered', 63_016);
    expect(stored(world, 'order-0001')).toMatchObject({
      state: 'undelivered',
      reason: 'outside-service-window',
      check_at: null,
    });
  });
});
