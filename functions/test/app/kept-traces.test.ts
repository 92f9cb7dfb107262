import { getFirestore, type DocumentData } from 'firebase-admin/firestore';
import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/shared/clock.ts';
import { collections } from '../../src/infra/firestore/collections.ts';
import { FirestoreOverdueWork } from '../../src/infra/firestore/firestore-overdue-work.ts';
import { InMemoryMetricsCollector } from '../../src/infra/metrics/in-memory-metrics-collector.ts';
import { currentTrace, runWithTrace } from '../../src/infra/logging/trace-context.ts';
import { traceparentFor } from '../../src/infra/logging/traceparent.ts';
import { failure } from './processing/processing-world.ts';
import { ADA_PHONE, LinkingWorld } from './support/linking-world.ts';

const spanId = 'a'.repeat(16);
const traceparent = (digit: string) => `00-${digit.repeat(32)}-${spanId}-00`;

function within<Result>(digit: string, work: () => Promise<Result>): Promise<Result> {
  return runWithTrace({ traceId: digit.repeat(32), spanId, isSampled: false }, work);
}

function tracesIn(world: LinkingWorld, collection: string): readonly unknown[] {
  const documents: readonly DocumentData[] = [...world.documents(collection).values()];
  return documents.map(({ trace }) => trace);
}

it('a document keeps the trace of what created it, however often it is written anew', async () => {
  const world = await LinkingWorld.create();
  await within('1', () => world.link('ada', ADA_PHONE));
  expect(tracesIn(world, collections.userMappings)).toEqual([traceparent('1')]);
  expect(tracesIn(world, collections.links)).toEqual([undefined]);
  await world.settleInTime();
  await within('2', () => world.receive(ADA_PHONE, 'hello'));
  world.processor.onMessage = async () => failure();
  await within('3', () => world.settleInTime());
  expect(tracesIn(world, collections.userMappings)).toEqual([traceparent('1')]);
  expect(tracesIn(world, collections.inboundMessages)).toEqual([traceparent('2')]);
});

it('a message of the product gets a trace when it is taken up, and the sweep gives it to its task', async () => {
  const world = await LinkingWorld.create();
  await world.link('ada', ADA_PHONE);
  await world.settleInTime();
  const messages = getFirestore().collection(collections.outboundMessages);
  const bare = { user_id: 'ada', body: 'Your order is ready.' };
  await messages.doc('order-4711').create(bare);
  await messages.doc('order-4712').create({ ...bare, trace: traceparent('5') });
  await within('4', () => world.settleInTime());
  const sent = await messages.doc('order-4711').get();
  expect(sent.data()).toMatchObject({ state: 'accepted', trace: traceparent('4') });
  expect((await messages.doc('order-4712').get()).data()).toMatchObject({ state: 'accepted' });
  await messages.doc('order-4711').update({ state: 'queued', next_at: sent.get('created_at') });
  const { clock } = world;
  const metrics = new InMemoryMetricsCollector({ clock });
  const overdue = new FirestoreOverdueWork({ firestore: getFirestore(), metrics, clock });
  await within('6', async () => {
    await overdue.outbound(clock.now() + HOUR, 10);
    expect(traceparentFor('order-4711')).toBe(traceparent('4'));
  });
});

it('what a sweep finds out about one message is part of its story, and the rest of the sweep is not', async () => {
  const world = await LinkingWorld.create();
  await world.link('ada', ADA_PHONE);
  await world.settleInTime();
  const messages = getFirestore().collection(collections.outboundMessages);
  await messages.doc('order-4711').create({ user_id: 'ada', body: 'Hello!', trace: traceparent('7') });
  await world.settleInTime();
  const sent = await messages.doc('order-4711').get();
  // the outbox writes texts only
  const [messageSid = ''] = sent.get('message_sids') as readonly string[];
  world.twilio.deliveries.set(messageSid, { state: 'undelivered', providerCode: 63_012 });
  world.clock.advance(15 * MINUTE);
  world.logLines.length = 0;
  await within('8', async () => {
    expect((await world.module.sweepMessages.execute()).settled).toMatchObject([{ state: 'queued' }]);
    expect(currentTrace()?.traceId).toBe('8'.repeat(32));
  });
  const settled = world.logLines.findLast((line) => line.includes('record-delivery'));
  expect(settled).toContain('7'.repeat(32));
});
