import { beforeEach, describe, expect, it } from 'vitest';
import { parseWhatsAppAddress } from '../../src/domain/linking/whatsapp-address.ts';
import { CountingRandom } from './support/counting-random.ts';
import { postponed, refusedBy, unknownOutcome } from './support/fake-twilio.ts';
import { FaultyPorts } from './support/faulty-ports.ts';
import { ADA_PHONE, LinkingWorld } from './support/linking-world.ts';

const MINUTE = 60_000;
const throttled = postponed();
const refused = refusedBy(21_211);
const timedOut = unknownOutcome();

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create({ random: new CountingRandom() });
});

function notice(): Readonly<Record<string, unknown>> {
  const [message] = world.documents('whatsapp_outbound_messages').values();
  if (message === undefined) throw new Error('The outbox is empty.');
  return message;
}

describe('a message of the outbox', () => {
  it('is accepted with its Twilio SID and the times of its attempt', async () => {
    await world.link('ada', ADA_PHONE);
    await world.settle();
    expect(notice()).toMatchObject({
      state: 'accepted',
      next_at: null,
      attempts: [
        {
          outcome: 'accepted',
          finished_at: new Date(world.clock.now()).toISOString(),
          message_sid: expect.stringMatching(/^SM/) as string,
        },
      ],
      message_sids: [expect.stringMatching(/^SM/) as string],
    });
  });

  it('is tried again with growing delays until Twilio takes it', async () => {
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: throttled }, { outcome: throttled });
    const startedAt = world.clock.now();
    await world.settle();
    expect(notice()).toMatchObject({ state: 'queued', reason: 'too-many-requests' });
    await world.settleInTime();
    expect(world.clock.now() - startedAt).toBe(2_500 + 5_000);
    expect(notice()).toMatchObject({ state: 'accepted' });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
  });

  it('waits as long as Twilio asks', async () => {
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: postponed({ retryAfter: 90_000 }) });
    const startedAt = world.clock.now();
    await world.settleInTime();
    expect(world.clock.now() - startedAt).toBe(90_000);
  });

  it('is dead when all tries are used up', async () => {
    await world.link('ada', ADA_PHONE);
    for (let count = 0; count < 7; count += 1) world.twilio.nextOutcomes.push({ outcome: throttled });
    await world.settleInTime();
    expect(notice()).toMatchObject({ state: 'dead', reason: 'retries-exhausted' });
    expect(notice()['attempts']).toHaveLength(6);
  });

  it('fails for good, with the reason, when Twilio refuses it', async () => {
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: refused });
    await world.settleInTime();
    expect(notice()).toMatchObject({
      state: 'failed',
      reason: 'invalid-recipient',
      advice: expect.stringContaining('link the right number') as string,
      attempts: [{ provider_code: 21_211 }],
    });
  });

  it('is found in the log of Twilio when its answer was lost, and not sent again', async () => {
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: timedOut, taken: true });
    await world.settle();
    expect(notice()).toMatchObject({ state: 'unknown', reason: 'timed-out' });
    await world.settleInTime();
    expect(notice()).toMatchObject({ state: 'accepted', possible_duplicate: false });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
  });

  it('goes out once more, marked, when Twilio shows no trace of it for a quarter of an hour', async () => {
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: timedOut });
    const startedAt = world.clock.now();
    await world.settleInTime();
    expect(world.clock.now() - startedAt).toBe(15 * MINUTE);
    expect(notice()).toMatchObject({ state: 'accepted', possible_duplicate: true });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
  });

  it('is settled by what Twilio reports of it, without a search', async () => {
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: timedOut, taken: true });
    await world.settle();
    const [messageId = ''] = world.documents('whatsapp_outbound_messages').keys();
    const messageSid = `SM${'e'.repeat(32)}`;
    await world.module.recordDelivery.execute({ messageId, messageSid, state: 'sent', providerCode: null });
    await world.settleInTime();
    expect(notice()).toMatchObject({
      state: 'accepted',
      attempts: [{ message_sid: messageSid }],
      possible_duplicate: false,
      delivery: { [messageSid]: { rank: 4 } },
    });
  });

  it('is not sent again when the report comes after the last look', async () => {
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: timedOut });
    await world.settle();
    for (const minutes of [1, 4]) {
      world.clock.advance(minutes * MINUTE);
      await world.settle();
    }
    const [messageId = ''] = world.documents('whatsapp_outbound_messages').keys();
    world.clock.advance(10 * MINUTE);
    const [lastLook] = world.queue.due(world.clock.now());
    if (lastLook === undefined) throw new Error('The last look is due.');
    await world.module.sendMessage.execute(lastLook);
    world.queue.finish(lastLook);
    expect(notice()).toMatchObject({ state: 'queued', possible_duplicate: true });
    await world.module.recordDelivery.execute({
      messageId,
      messageSid: `SM${'d'.repeat(32)}`,
      state: 'delivered',
      providerCode: null,
    });
    await world.settleInTime();
    expect(notice()).toMatchObject({ state: 'accepted' });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);
  });

  it('is given up when the second sending is unknown too', async () => {
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: timedOut }, { outcome: timedOut });
    await world.settleInTime();
    expect(notice()).toMatchObject({ state: 'dead', reason: 'outcome-unknown' });
    expect(notice()['attempts']).toHaveLength(2);
  });

  it('does not take an earlier equal text for its own', async () => {
    await world.link('ada', ADA_PHONE);
    await world.settle();
    await world.receive(ADA_PHONE, 'UNLINK');
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: timedOut });
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!', 'Account linked!']);
  });

  it('is not sent once the link has ended or the person has opted out', async () => {
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: throttled });
    await world.settle();
    await world.receive(ADA_PHONE, 'STOP');
    await world.settleInTime();
    expect(notice()).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
    await world.receive(ADA_PHONE, 'START');

    world = await LinkingWorld.create({ random: new CountingRandom() });
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: throttled });
    await world.settle();
    await world.receive(ADA_PHONE, 'UNLINK');
    await world.settleInTime();
    expect(notice()).toMatchObject({ state: 'suppressed', reason: 'link-ended' });
  });

  it('expires when the service window closes before Twilio takes it', async () => {
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: postponed({ retryAfter: 25 * 60 * MINUTE }) });
    await world.settleInTime();
    expect(notice()).toMatchObject({ state: 'expired', reason: 'expired' });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);
  });

  it('is handed over once when two senders get the same task', async () => {
    await world.link('ada', ADA_PHONE);
    const [id] = world.documents('whatsapp_outbound_messages').keys();
    expect(id).toBeUndefined();
    for (const event of world.takeEvents()) await world.deliver(event);
    const [messageId = ''] = world.documents('whatsapp_outbound_messages').keys();
    await Promise.allSettled(
      Array.from({ length: 20 }, () => world.module.sendMessage.execute({ messageId, step: 0 })),
    );
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
  });

  it('is sent at once when the client repeats the claim because its acknowledgement was lost', async () => {
    world = await LinkingWorld.create({
      random: new CountingRandom(),
      intercept: (outside) => ({
        ...outside,
        transactions: {
          async run(operation, work) {
            if (operation === 'claim-outbound') await outside.transactions.run(operation, work);
            return outside.transactions.run(operation, work);
          },
        },
      }),
    });
    await world.link('ada', ADA_PHONE);
    await world.settle();
    expect(notice()).toMatchObject({ state: 'accepted', possible_duplicate: false });
    expect(notice()['attempts']).toHaveLength(1);
  });

  it('does not take the SID of a message that Twilio has reported on for its own', async () => {
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: timedOut, taken: true });
    await world.settle();
    const [first = ''] = world.documents('whatsapp_outbound_messages').keys();
    const [sent] = await world.twilio.listSent(parseWhatsAppAddress(ADA_PHONE));
    const messageSid = sent?.messageSid ?? '';
    await world.module.recordDelivery.execute({
      messageId: first,
      messageSid,
      state: 'sent',
      providerCode: null,
    });
    await world.receive(ADA_PHONE, 'UNLINK');
    await world.link('ada', ADA_PHONE);
    world.twilio.nextOutcomes.push({ outcome: timedOut });
    await world.settleInTime();
    const sids = [...world.documents('whatsapp_outbound_messages').values()].map(({ message_sids }) =>
      JSON.stringify(message_sids),
    );
    expect(new Set(sids).size).toBe(2);
    expect(world.twilio.textsTo(ADA_PHONE)).toHaveLength(2);
  });

  it('is found again when the process died between the answer of Twilio and the store', async () => {
    const ports = new FaultyPorts({ call: 3, when: 'after' });
    world = await LinkingWorld.create({ random: new CountingRandom(), intercept: ports.wrap });
    await world.link('ada', ADA_PHONE);
    for (const event of world.takeEvents()) await world.deliver(event);
    for (const event of world.takeEvents()) await world.deliver(event);
    world.redeliveries = 10;
    ports.startCounting();
    await world.settleInTime();
    expect(notice()).toMatchObject({ state: 'accepted', possible_duplicate: false, reason: null });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
  });
});
