import { beforeEach, describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld } from './support/linking-world.ts';

const HIDDEN = 'whatsapp:US.hidden0000000000000000001';
const MINUTE = 60_000;

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
});

function mappings() {
  return [...world.documents('whatsapp_user_mappings').values()];
}

function movedNotices() {
  return [...world.documents('whatsapp_outbound_messages').keys()].filter((id) => id.startsWith('moved-'));
}

/** Number and text of what a user has sent, in the user's order. */
function storedFor(userId: string) {
  return [...world.documents('whatsapp_inbound_messages').values()]
    .filter(({ user_id }) => user_id === userId)
    .map(({ number, body }) => [Number(number), body] as const)
    .toSorted(([one], [other]) => one - other);
}

describe('what a new link takes over', () => {
  it('is the opt-out of its number', async () => {
    await world.link('ada', ADA_PHONE);
    await world.receive(ADA_PHONE, 'STOP');
    await world.receive(ADA_PHONE, 'UNLINK');
    await world.link('ada', ADA_PHONE);
    expect(mappings()).toMatchObject([{ opted_out: true }]);
    expect(await world.receive(ADA_PHONE, 'hi')).toMatchObject({ outcome: 'store', reply: 'how-to-start' });
  });

  it('is where the order of the user goes on, also when the link moves', async () => {
    await world.link('ada', ADA_PHONE);
    await world.receive(ADA_PHONE, 'one');
    await world.receive(ADA_PHONE, 'two');
    await world.link('ada', GRACE_PHONE);
    await world.receive(GRACE_PHONE, 'three');
    expect(storedFor('ada')).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, 'three'],
    ]);
  });

  it('is not the order of the user who had the number before', async () => {
    await world.link('ada', ADA_PHONE);
    await world.receive(ADA_PHONE, 'one');
    await world.receive(ADA_PHONE, 'two');
    await world.setMappingState('suspended');
    await world.link('grace', ADA_PHONE);
    await world.receive(ADA_PHONE, 'first');
    await world.link('ada', GRACE_PHONE);
    await world.receive(GRACE_PHONE, 'three');
    expect(storedFor('grace')).toEqual([[1, 'first']]);
    expect(storedFor('ada').at(-1)).toEqual([3, 'three']);
  });
});

describe('a person whose second address has a link', () => {
  it('cannot link another phone to another account', async () => {
    await world.link('ada', ADA_PHONE, { otherAddress: HIDDEN });
    const { requestId, confirmationNumber } = await world.claim('grace', GRACE_PHONE, {
      otherAddress: HIDDEN,
    });
    const before = world.firestore.documents();
    await expect(world.confirm('grace', requestId, confirmationNumber)).rejects.toMatchObject({
      code: 'number-already-linked',
    });
    expect(world.firestore.documents()).toEqual(before);
  });
});

describe('the former number', () => {
  beforeEach(async () => {
    await world.link('ada', ADA_PHONE, { otherAddress: HIDDEN });
    await world.setMappingState('suspended');
  });

  it.each([
    { from: HIDDEN, otherAddress: ADA_PHONE },
    { from: GRACE_PHONE, otherAddress: HIDDEN },
  ])(
    'is told nothing of an account that is not its own, linked from $from',
    async ({ from, otherAddress }) => {
      await world.link('grace', from, { otherAddress });
      expect(mappings()).toMatchObject([{ user_id: 'grace', whatsapp_number: from }]);
      expect(movedNotices()).toEqual([]);
      expect(world.documents('whatsapp_links').get('ada')).toMatchObject({ linked: null, mapping_id: null });
    },
  );

  it('is told nothing when the link moves to the other address of the same person', async () => {
    await world.link('ada', HIDDEN, { otherAddress: ADA_PHONE });
    expect(mappings()).toMatchObject([{ user_id: 'ada', whatsapp_number: HIDDEN }]);
    expect(movedNotices()).toEqual([]);
  });

  it('is told when the link moves to another phone', async () => {
    await world.link('ada', GRACE_PHONE);
    expect(mappings()).toMatchObject([{ user_id: 'ada', whatsapp_number: GRACE_PHONE }]);
    expect(movedNotices()).toHaveLength(1);
  });
});

describe('LINK_CONFIRMATION=off', () => {
  it('still wants two steps where the number has a link on hold', async () => {
    world = await LinkingWorld.create({ parameters: { LINK_CONFIRMATION: 'off' } });
    const first = await world.start('ada');
    await world.receive(ADA_PHONE, formatLinkMessage(first.code));
    await world.setMappingState('suspended');
    const { requestId, confirmationNumber } = await world.claim('grace', ADA_PHONE);
    expect(mappings()).toMatchObject([{ user_id: 'ada', state: 'suspended' }]);
    await world.confirm('grace', requestId, confirmationNumber);
    expect(mappings()).toMatchObject([{ user_id: 'grace', state: 'active' }]);
  });
});

describe('the time of the last message', () => {
  function lastInboundAt() {
    return mappings().map(({ last_inbound_at }) => last_inbound_at);
  }

  it('is that of the claim when the link is made', async () => {
    const claimedAt = new Date(world.clock.now()).toISOString();
    const { requestId, confirmationNumber } = await world.claim('ada', ADA_PHONE);
    world.clock.advance(MINUTE);
    await world.confirm('ada', requestId, confirmationNumber);
    expect(lastInboundAt()).toEqual([claimedAt]);
  });

  it.each(['hello', 'STATUS', 'HELP', 'STOP', 'START'])('follows %s', async (body) => {
    await world.link('ada', ADA_PHONE);
    world.clock.advance(MINUTE);
    await world.receive(ADA_PHONE, body);
    expect(lastInboundAt()).toEqual([new Date(world.clock.now()).toISOString()]);
  });
});
