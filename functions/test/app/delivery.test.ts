import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { deliveryStateOf, type DeliveryState } from '../../src/domain/messaging/delivery-status.ts';
import { ADA_PHONE, LinkingWorld } from './support/linking-world.ts';

const SID = `SM${'c'.repeat(32)}`;

let world: LinkingWorld;
let messageId: string;

beforeEach(async () => {
  world = await LinkingWorld.create();
  await world.link('ada', ADA_PHONE);
  await world.settle();
  [messageId = ''] = world.documents('whatsapp_outbound_messages').keys();
});

function report(state: DeliveryState, providerCode: number | null = null, id = messageId) {
  return world.module.recordDelivery.execute({ messageId: id, messageSid: SID, state, providerCode });
}

function stored(): Readonly<Record<string, unknown>> {
  return world.documents('whatsapp_outbound_messages').get(messageId) ?? {};
}

function delivery(): Readonly<Record<string, unknown>> {
  // documents() shows plain JSON objects
  const bySid = stored()['delivery'] as Record<string, Readonly<Record<string, unknown>>>;
  return bySid[SID] ?? {};
}

describe('reports of a delivery', () => {
  it('end at read with the time of each state, whatever their order, and repeated', async () => {
    const states: readonly DeliveryState[] = ['queued', 'sent', 'delivered', 'read'];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...states, ...states], { minLength: 8 }), async (reports) => {
        for (const state of reports) await report(state);
        expect(deliveryStateOf(Number(delivery()['rank']))).toBe('read');
        for (const state of states) expect(delivery()).toHaveProperty(`${state}_at`);
      }),
      { numRuns: 5 },
    );
  });

  it('let a delivery outweigh a failure, and keep the code of the failure', async () => {
    await report('delivered');
    await report('failed', 63_016);
    await report('sent');
    expect(deliveryStateOf(Number(delivery()['rank']))).toBe('delivered');
    expect(delivery()).toMatchObject({ provider_code: 63_016 });
  });

  it('cost one write and no read each, also twenty at once', async () => {
    world.firestore.operations.reset();
    await Promise.all(Array.from({ length: 20 }, (_, number) => report(number % 2 === 0 ? 'sent' : 'read')));
    const { documentReads, documentWrites } = world.firestore.operations.snapshot();
    expect({ documentReads, documentWrites }).toEqual({ documentReads: 0, documentWrites: 20 });
    expect(deliveryStateOf(Number(delivery()['rank']))).toBe('read');
  });

  it('of messages that the outbox does not have create nothing', async () => {
    expect(await report('sent', null, 'no-such-message')).toEqual({
      outcome: 'unknown-message',
      settled: null,
    });
    expect(world.documents('whatsapp_outbound_messages').size).toBe(1);
  });

  it('survive what the sender stores later', async () => {
    world = await LinkingWorld.create();
    await world.link('ada', ADA_PHONE);
    for (const event of world.takeEvents()) await world.deliver(event);
    [messageId = ''] = world.documents('whatsapp_outbound_messages').keys();
    await report('sent');
    await world.settle();
    for (const event of world.takeEvents()) await world.deliver(event);
    await world.settle();
    expect(delivery()).toMatchObject({ rank: 4 });
    expect(stored()['message_sids']).toContain(SID);
  });
});
