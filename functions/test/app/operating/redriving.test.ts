import { beforeEach, describe, expect, it } from 'vitest';
import { CancelMessageUseCase } from '../../../src/app/operating/cancel-message-use-case.ts';
import { RedriveUseCase, type RedriveQueues } from '../../../src/app/operating/redrive-use-case.ts';
import { SendQueueUnavailableError } from '../../../src/domain/messaging/messaging-errors.ts';
import type { OutboundMessage } from '../../../src/domain/messaging/outbound-message.ts';
import { DAY, MINUTE } from '../../../src/domain/shared/clock.ts';
import { encodeOutboxLane } from '../../../src/infra/firestore/documents/outbox-lane.ts';
import { ADA_PHONE, LinkingWorld } from '../support/linking-world.ts';
import { deadInbound, operatingPorts, outboundMessage, stored } from './operating-world.ts';

const OUTBOX = 'whatsapp_outbound_messages';

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
  await world.link('ada', ADA_PHONE);
  await world.settleInTime();
});

const noAnswer = () => Promise.reject(new SendQueueUnavailableError());
const unreachable: RedriveQueues = {
  outbound: { schedule: noAnswer },
  inbound: { schedule: noAnswer },
  events: { schedule: noAnswer },
};

function redrive(queues: RedriveQueues | null = null): RedriveUseCase {
  return new RedriveUseCase({ ...operatingPorts(world), queues });
}

function reachable(): RedriveQueues {
  return { outbound: world.queue, inbound: world.processQueue, events: world.eventQueue };
}

function store(message: OutboundMessage): Promise<void> {
  return stored(world, ({ outbound }) => outbound.create(message));
}

describe('RedriveUseCase', () => {
  it('brings a dead message to its person', async () => {
    await store(
      outboundMessage(world, { state: 'dead', reason: 'retries-exhausted', nextAt: null, step: 12 }),
    );
    const command = { kind: 'outbound', id: 'order-4711', dryRun: false } as const;
    expect(await redrive(reachable()).execute(command)).toEqual({ outcome: 'redriven', startedBy: 'task' });
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toContain('Your order is ready.');
    expect(world.documents(OUTBOX).get('order-4711')).toMatchObject({ state: 'accepted' });
  });

  it.each([
    { why: 'cannot be reached', queues: unreachable },
    { why: 'is not known', queues: null },
  ])('leaves it to the sweep where the queue $why', async ({ queues }) => {
    await store(outboundMessage(world, { state: 'dead', nextAt: null, step: 12 }));
    const command = { kind: 'outbound', id: 'order-4711', dryRun: false } as const;
    expect(await redrive(queues).execute(command)).toEqual({ outcome: 'redriven', startedBy: 'sweep' });
    await world.module.sweepMessages.execute();
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toContain('Your order is ready.');
  });

  it('hands the product what it never took', async () => {
    const message = deadInbound(world, ADA_PHONE);
    const id = message.message.messageSid;
    await stored(world, ({ inbound }) => inbound.create(message));
    world.clock.advance(DAY);
    expect(await redrive(reachable()).execute({ kind: 'inbound', id, dryRun: false })).toMatchObject({
      outcome: 'redriven',
    });
    await world.settleInTime();
    expect(world.processor.messages).toMatchObject([{ number: 7, outOfOrder: true }]);
    expect(world.documents('whatsapp_inbound_messages').get(id)).toMatchObject({
      state: 'processed',
      attempts: 1,
    });
  });

  it('counts the tries of an event anew', async () => {
    const event = {
      id: 'link-created-of-ada',
      type: 'link.created',
      userId: 'ada',
      occurredAt: world.clock.now(),
      messageId: null,
      reason: null,
    } as const;
    const dead = { event, state: 'dead', attempts: 11, nextAt: null, reason: 'no-answer' } as const;
    await stored(world, ({ events }) => events.create(dead));
    await redrive().execute({ kind: 'event', id: event.id, dryRun: false });
    expect(world.documents('whatsapp_events').get(event.id)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it.each([
    { state: 'accepted', expiresIn: DAY, dryRun: false, outcome: 'not-redrivable' },
    { state: 'suppressed', expiresIn: DAY, dryRun: false, outcome: 'not-redrivable' },
    { state: 'canceled', expiresIn: DAY, dryRun: false, outcome: 'not-redrivable' },
    { state: 'expired', expiresIn: -MINUTE, dryRun: false, outcome: 'past-expiry' },
    { state: 'dead', expiresIn: DAY, dryRun: true, outcome: 'redrivable' },
  ] as const)('changes nothing: $state, dry run $dryRun', async ({ state, expiresIn, dryRun, outcome }) => {
    const expiresAt = world.clock.now() + expiresIn;
    await store(outboundMessage(world, { state, nextAt: null, expiresAt }));
    const before = world.documents(OUTBOX).get('order-4711');
    const result = await redrive(reachable()).execute({ kind: 'outbound', id: 'order-4711', dryRun });
    expect(result.outcome).toBe(outcome);
    expect(world.documents(OUTBOX).get('order-4711')).toEqual(before);
  });
});

describe('CancelMessageUseCase', () => {
  const cancel = () => new CancelMessageUseCase(operatingPorts(world)).execute({ messageId: 'order-4711' });

  it('keeps a queued message from being sent, and lets the next one pass', async () => {
    const queued = outboundMessage(world, { addressKey: world.keyOf(ADA_PHONE) });
    const nextAt = world.clock.now() + 10 * MINUTE;
    await store({ ...queued, nextAt });
    const { id, createdAt, step } = queued;
    await world.changeMapping(ADA_PHONE, {
      outbox: encodeOutboxLane([{ messageId: id, createdAt, step, state: 'waiting', nextAt }]),
    });
    expect(await cancel()).toEqual({ outcome: 'canceled' });
    world.clock.advance(1);
    await store(outboundMessage(world, { id: 'order-4712' }));
    await world.queue.schedule({ messageId: 'order-4712', step: 0, notBefore: world.clock.now() });
    await world.settle();
    expect(world.documents(OUTBOX).get('order-4711')).toMatchObject({
      state: 'canceled',
      reason: 'operator',
    });
    expect(world.documents(OUTBOX).get('order-4712')).toMatchObject({ state: 'accepted' });
  });

  it.each(['sending', 'unknown', 'accepted'] as const)('leaves what is %s alone', async (state) => {
    await store(outboundMessage(world, { state }));
    expect(await cancel()).toEqual({ outcome: 'not-queued', state });
    expect(world.documents(OUTBOX).get('order-4711')).toMatchObject({ state });
  });
});
