import { beforeEach, describe, expect, it } from 'vitest';
import { ADA_PHONE, LinkingWorld } from './support/linking-world.ts';

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
  await world.link('ada', ADA_PHONE);
});

/** Puts "Account linked!" into the outbox, from where nobody has sent it yet. */
async function announce(): Promise<void> {
  for (const event of world.takeEvents()) await world.deliver(event);
  expect(outbox()).toMatchObject([{ state: 'queued' }]);
}

function outbox() {
  return [...world.documents('whatsapp_outbound_messages').values()];
}

describe('a message in the outbox is suppressed', () => {
  beforeEach(announce);

  it.each([
    {
      why: 'the contact alone is blocked',
      change: () => world.block(ADA_PHONE),
      reason: 'blocked',
    },
    {
      why: 'the mapping alone is blocked',
      change: () => world.setMappingState('blocked'),
      reason: 'blocked',
    },
    {
      why: 'the contact alone is opted out',
      change: () => world.changeContact(ADA_PHONE, { opted_out: true }),
      reason: 'opted-out',
    },
    {
      why: 'the mapping alone is opted out',
      change: () => world.changeMapping(ADA_PHONE, { opted_out: true }),
      reason: 'opted-out',
    },
  ])('because $why', async ({ change, reason }) => {
    await change();
    await world.settleInTime();
    expect(outbox()).toMatchObject([{ state: 'suppressed', reason, attempts: [] }]);
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);
  });

  it('because its link has ended, although the number is linked anew', async () => {
    await world.receive(ADA_PHONE, 'UNLINK');
    world.clock.advance(1);
    await world.link('ada', ADA_PHONE);
    await world.settleInTime();
    const states = outbox().map(({ state, reason }) => [state, reason]);
    expect(states).toHaveLength(2);
    expect(states).toEqual(
      expect.arrayContaining([
        ['suppressed', 'link-ended'],
        ['accepted', null],
      ]),
    );
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
  });
});

describe('the announcement', () => {
  it('is not made of a link that was put on hold before the event came', async () => {
    await world.setMappingState('suspended');
    await world.settleInTime();
    expect(outbox()).toEqual([]);
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);
  });
});
