import { beforeEach, describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import { ADA_PHONE, aMessageSid, GRACE_PHONE, LinkingWorld } from './support/linking-world.ts';

const ADA_ID = 'whatsapp:US.ada1';
const GRACE_ID = 'whatsapp:US.grace1';

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
});

function mappings() {
  return [...world.documents('whatsapp_user_mappings').values()].map(({ user_id, whatsapp_number }) => [
    user_id,
    whatsapp_number,
  ]);
}

describe('a pointer to a mapping that names another second address now', () => {
  beforeEach(async () => {
    await world.link('ada', ADA_PHONE, { otherAddress: ADA_ID });
    await world.setMappingState('suspended');
    await world.link('grace', ADA_PHONE, { otherAddress: GRACE_ID });
  });

  it('keeps nobody from linking', async () => {
    await world.link('ada', ADA_ID);
    expect(mappings()).toEqual(
      expect.arrayContaining([
        ['grace', ADA_PHONE],
        ['ada', ADA_ID],
      ]),
    );
  });

  it('lets nobody remove the link it once pointed to', async () => {
    await world.setMappingState('suspended');
    await world.link('ada', ADA_ID);
    expect(mappings()).toContainEqual(['grace', ADA_PHONE]);
  });
});

describe('a blocked person', () => {
  it('cannot confirm by the other address', async () => {
    const { requestId, confirmationNumber } = await world.claim('ada', ADA_ID, { otherAddress: ADA_PHONE });
    await world.block(ADA_PHONE);
    await expect(world.confirm('ada', requestId, confirmationNumber)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
  });
});

describe('LINK_CONFIRMATION=off, with two addresses', () => {
  beforeEach(async () => {
    world = await LinkingWorld.create({ parameters: { LINK_CONFIRMATION: 'off' } });
  });

  it('still wants two steps where the second address has a link', async () => {
    const first = await world.start('ada');
    await world.receive(ADA_PHONE, formatLinkMessage(first.code), { otherAddress: ADA_ID });
    const second = await world.start('grace');
    const claim = await world.receive(GRACE_PHONE, formatLinkMessage(second.code), { otherAddress: ADA_ID });
    expect(claim.reply).toBe('link-claimed');
    expect(mappings()).toEqual([['ada', ADA_PHONE]]);
  });

  it('keeps the opt-out of the second address, and tells how to start', async () => {
    await world.receive(ADA_PHONE, 'STOP');
    const { code } = await world.start('ada');
    const claim = await world.receive(ADA_ID, formatLinkMessage(code), { otherAddress: ADA_PHONE });
    expect(claim.reply).toBe('how-to-start');
    await world.settle();
    expect([...world.documents('whatsapp_user_mappings').values()]).toMatchObject([{ opted_out: true }]);
    expect(world.twilio.textsTo(ADA_ID)).toEqual([]);

    await world.receive(GRACE_PHONE, 'STOP');
    const again = await world.start('grace');
    const sid = aMessageSid();
    expect((await world.receive(GRACE_PHONE, formatLinkMessage(again.code), { sid })).reply).toBe(
      'how-to-start',
    );
    expect((await world.receive(GRACE_PHONE, formatLinkMessage(again.code), { sid })).reply).toBe(
      'how-to-start',
    );
  });
});
