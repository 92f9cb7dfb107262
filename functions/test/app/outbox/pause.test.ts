import { beforeEach, describe, expect, it } from 'vitest';
import { SendingPauses } from '../../../src/app/sending/sending-pauses.ts';
import type { LinkingTransactions } from '../../../src/domain/linking/linking-repositories.ts';
import { SendingPausedError } from '../../../src/domain/messaging/messaging-errors.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/shared/clock.ts';
import { RecordingLogger } from '../../domain/shared/recording-logger.ts';
import { postponed, refusedBy, senderUnusable } from '../support/fake-twilio.ts';
import { ADA_PHONE, GRACE_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { attemptsOf, deliverEvents, linkSilently, report, stored, worldOfAda } from './outbox-scene.ts';

let world: LinkingWorld;
let transactions: LinkingTransactions;
let calls: number;

beforeEach(async () => {
  world = await worldOfAda({
    intercept: (outside) => {
      ({ transactions } = outside);
      return outside;
    },
  });
  await linkSilently(world, 'grace', GRACE_PHONE);
  calls = 0;
  world.twilio.whileAnswering = async () => {
    calls += 1;
  };
});

function anInstance(): SendingPauses {
  return new SendingPauses({ transactions, clock: world.clock, logger: new RecordingLogger() });
}

function pause(): Readonly<Record<string, unknown>> | undefined {
  return world.documents('whatsapp_sending').get('pause');
}

async function addTwoForEach(): Promise<void> {
  for (const userId of ['ada', 'grace']) {
    for (const which of ['first', 'second']) {
      await world.addToOutbox(`${which}-to-${userId}`, { user_id: userId, body: `${which} to ${userId}` });
    }
  }
  await deliverEvents(world);
}

/** Each task that is due is delivered once; those that are refused stay in the queue. */
async function deliverDue(): Promise<number> {
  const due = world.queue.due(world.clock.now());
  let refusals = 0;
  for (const task of due) {
    try {
      await world.module.sendMessage.execute(task);
      world.queue.finish(task);
    } catch (error) {
      if (!(error instanceof SendingPausedError)) throw error;
      refusals += 1;
    }
  }
  return refusals;
}

const everyText = () => [ADA_PHONE, GRACE_PHONE].map((phone) => world.twilio.textsTo(phone));
const all = [
  ['first to ada', 'second to ada'],
  ['first to grace', 'second to grace'],
];

describe('an answer that means that our own configuration is wrong', () => {
  it('pauses sending: messages wait, no try is counted, and one probe in five minutes is made', async () => {
    world.twilio.nextOutcomes.push({ outcome: senderUnusable() }, { outcome: senderUnusable() });
    await addTwoForEach();
    expect(await deliverDue()).toBe(3);
    expect(pause()).toMatchObject({ reason: 'authentication-failed', provider_code: 20_003 });
    expect(pause()?.['advice']).toContain('TWILIO_AUTH_TOKENS');
    for (let minute = 1; minute < 10; minute += 1) {
      world.clock.advance(MINUTE);
      await deliverDue();
      expect(calls).toBe(minute < 5 ? 1 : 2);
    }
    expect(stored(world, 'first-to-ada')).toMatchObject({ state: 'queued' });
    expect(pause()?.['since']).toBe(new Date(world.clock.now() - 9 * MINUTE).toISOString());
  });

  it('ends with a probe that gets through, whereupon everything goes out, in order', async () => {
    world.twilio.nextOutcomes.push({ outcome: senderUnusable() });
    await addTwoForEach();
    await deliverDue();
    world.clock.advance(3 * HOUR);
    for (let round = 0; round < 5; round += 1) {
      await deliverDue();
      world.clock.advance(MINUTE);
    }
    expect(everyText()).toEqual(all);
    expect(pause()).toBeUndefined();
    expect(attemptsOf(world, 'first-to-ada').map(({ outcome }) => outcome)).toEqual([
      'sender-unusable',
      'accepted',
    ]);
  });

  it.each([
    { answer: 'refused for its own sake', outcome: refusedBy(21_211), ends: true },
    { answer: 'throttled', outcome: postponed(), ends: false },
  ])('does so where the probe is $answer: $ends', async ({ outcome, ends }) => {
    world.twilio.nextOutcomes.push({ outcome: senderUnusable() }, { outcome });
    await world.addToOutbox('order-0001', { user_id: 'ada', body: 'Hello!' });
    await world.settle();
    world.clock.advance(5 * MINUTE);
    await deliverDue();
    expect(pause() === undefined).toBe(ends);
  });

  it('leaves the probe to the next message where one had nothing to send', async () => {
    world.twilio.nextOutcomes.push({ outcome: senderUnusable() });
    await addTwoForEach();
    await world.module.sendMessage.execute({ messageId: 'first-to-grace', step: 0 });
    world.clock.advance(5 * MINUTE);
    await world.module.sendMessage.execute({ messageId: 'second-to-ada', step: 0 });
    expect([stored(world, 'second-to-ada')['state'], calls]).toEqual(['queued', 1]);
    await world.module.sendMessage.execute({ messageId: 'first-to-ada', step: 0 });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['first to ada']);
  });

  it('that comes as a report pauses too, and the message is tried again only so often', async () => {
    await world.addToOutbox('order-0001', { user_id: 'ada', body: 'Hello!' });
    world.redeliveries = 100;
    for (let tries = 1; tries <= 6; tries += 1) {
      await world.settleInTime();
      expect(world.twilio.textsTo(ADA_PHONE)).toHaveLength(tries);
      await report(world, 'order-0001', 'undelivered', 63_020);
      expect(pause()).toMatchObject({ reason: 'sender-misconfigured', provider_code: 63_020 });
    }
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'dead', reason: 'retries-exhausted' });
  });
});

describe('twenty instances during a pause', () => {
  it('make one probe between them, once in each interval', async () => {
    await anInstance().pause({ reason: 'account-inactive', providerCode: 20_005, advice: null });
    const instances = Array.from({ length: 20 }, anInstance);
    for (const wait of [0, 5 * MINUTE, MINUTE, 4 * MINUTE]) {
      world.clock.advance(wait);
      const admissions = await Promise.allSettled(instances.map((instance) => instance.admit()));
      const probes = admissions.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
      expect(probes).toEqual(wait >= 4 * MINUTE ? ['probe'] : []);
    }
  });

  it('learn of it within fifteen seconds, and of its end', async () => {
    const instance = anInstance();
    expect(await instance.admit()).toBe('send');
    await anInstance().pauseByOperator();
    world.clock.advance(15 * SECOND);
    await expect(instance.admit()).rejects.toMatchObject({ code: 'sending-paused' });
    await anInstance().resume();
    world.clock.advance(15 * SECOND);
    expect(await instance.admit()).toBe('send');
  });
});

describe("an operator's pause", () => {
  it('is ended by the operator alone, whatever Twilio answers', async () => {
    world.twilio.nextOutcomes.push({ outcome: senderUnusable() });
    await addTwoForEach();
    await world.module.sendMessage.execute({ messageId: 'first-to-ada', step: 0 });
    world.clock.advance(5 * MINUTE);
    world.twilio.whileAnswering = () => anInstance().pauseByOperator();
    await world.module.sendMessage.execute({ messageId: 'first-to-grace', step: 0 });
    expect(world.twilio.textsTo(GRACE_PHONE)).toEqual(['first to grace']);
    await anInstance().pause({ reason: 'account-inactive', providerCode: 20_005, advice: null });
    expect(pause()).toMatchObject({ reason: 'operator', probe_at: null });
    world.clock.advance(24 * HOUR);
    await expect(anInstance().admit()).rejects.toMatchObject({ code: 'sending-paused' });
  });
});
