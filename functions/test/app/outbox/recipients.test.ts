import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/domain/shared/clock.ts';
import { refusedBy } from '../support/fake-twilio.ts';
import { ADA_PHONE, GRACE_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { deliverEvents, linkSilently, report, stored, worldOfAda } from './outbox-scene.ts';

const hello = { user_id: 'ada', body: 'Hello!' };

let world: LinkingWorld;

beforeEach(async () => {
  world = await worldOfAda();
});

async function send(id: string): Promise<void> {
  await world.addToOutbox(id, hello);
  await world.settleInTime();
}

describe('a message is suppressed', () => {
  it.each<{ reason: string; change: () => Promise<unknown> }>([
    { reason: 'not-linked', change: () => world.receive(ADA_PHONE, 'UNLINK') },
    { reason: 'opted-out', change: () => world.receive(ADA_PHONE, 'STOP') },
    { reason: 'suspended', change: () => world.setMappingState('suspended') },
    { reason: 'disabled', change: () => world.setMappingState('disabled') },
    { reason: 'blocked', change: () => world.setMappingState('blocked') },
    { reason: 'unreachable', change: () => world.changeMapping(ADA_PHONE, { failed_deliveries: 2 }) },
  ])('when the person is $reason, also after it was added', async ({ reason, change }) => {
    await world.addToOutbox('order-0001', hello);
    await deliverEvents(world);
    await change();
    await world.settleInTime();
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'suppressed', reason, attempts: [] });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);
  });

  it('for users that nobody has linked, and goes to the number of the user that it is meant for', async () => {
    await linkSilently(world, 'grace', GRACE_PHONE);
    await world.addToOutbox('order-0001', { ...hello, user_id: 'nobody' });
    await world.addToOutbox('order-0002', { ...hello, user_id: 'grace' });
    await world.settleInTime();
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'suppressed', reason: 'not-linked' });
    expect([world.twilio.textsTo(ADA_PHONE), world.twilio.textsTo(GRACE_PHONE)]).toEqual([[], ['Hello!']]);
  });
});

describe('a message that has expired', () => {
  it('is not sent', async () => {
    const expires_at = new Date(world.clock.now() + HOUR);
    await world.addToOutbox('order-0001', { ...hello, expires_at });
    await deliverEvents(world);
    world.clock.advance(HOUR);
    await world.settleInTime();
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'expired', reason: 'expired', next_at: null });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);
  });
});

describe('what Twilio says of the person', () => {
  it('is believed once it could not bring two messages in a row, until the person writes', async () => {
    world.twilio.nextOutcomes.push({ outcome: refusedBy(63_024) });
    await send('order-0001');
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'failed', reason: 'recipient-unreachable' });
    await send('order-0002');
    await report(world, 'order-0002', 'undelivered', 63_003);
    await report(world, 'order-0002', 'undelivered', 63_003);
    expect(stored(world, 'order-0002')).toMatchObject({ state: 'undelivered' });
    await send('order-0003');
    expect(stored(world, 'order-0003')).toMatchObject({ state: 'suppressed', reason: 'unreachable' });
    await world.receive(ADA_PHONE, 'hi');
    await send('order-0004');
    expect(stored(world, 'order-0004')).toMatchObject({ state: 'accepted' });
  });

  it.each(['an answer', 'a report'])('ends all sending where it is an opt-out, as %s', async (how) => {
    if (how === 'an answer') world.twilio.nextOutcomes.push({ outcome: refusedBy(21_610) });
    await send('order-0001');
    if (how === 'a report') await report(world, 'order-0001', 'undelivered', 21_610);
    expect(stored(world, 'order-0001')).toMatchObject({ reason: 'opted-out', next_at: null });
    await send('order-0002');
    expect(stored(world, 'order-0002')).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
    const contact = world.documents('whatsapp_contacts').get(world.keyOf(ADA_PHONE));
    expect(contact).toMatchObject({ opted_out: true });
    await world.receive(ADA_PHONE, 'START');
    await send('order-0003');
    expect(stored(world, 'order-0003')).toMatchObject({ state: 'accepted' });
  });
});
