import { expect, it } from 'vitest';
import { formatLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { MINUTE } from '../../../src/domain/shared/clock.ts';
import { ADA_PHONE, aMessageSid, LinkingWorld } from '../support/linking-world.ts';

const consents = (world: LinkingWorld) =>
  [...world.documents('whatsapp_user_mappings').values()].map(({ consent }) => consent);
const nowOf = (world: LinkingWorld) => new Date(world.clock.now()).toISOString();

it('is kept with a link in two steps, and replaced by that of the next link of the number', async () => {
  const world = await LinkingWorld.create();
  for (const userId of ['ada', 'grace']) {
    const sid = aMessageSid();
    const given_at = nowOf(world);
    const claim = await world.claim(userId, ADA_PHONE, { sid });
    world.clock.advance(MINUTE);
    await world.confirm(userId, claim.requestId, claim.confirmationNumber);
    expect(consents(world)).toEqual([
      {
        method: 'code-and-digits',
        statement: 'Demo wants to link this number. To agree, enter the six digits in the app.',
        message_sid: sid,
        given_at,
      },
    ]);
    await world.setMappingState('suspended');
  }
});

it('names the code alone where that is enough', async () => {
  const world = await LinkingWorld.create({ parameters: { LINK_CONFIRMATION: 'off' } });
  const sid = aMessageSid();
  const { code } = await world.start('ada');
  await world.receive(ADA_PHONE, formatLinkMessage(code), { sid });
  expect(consents(world)).toEqual([
    {
      method: 'code',
      statement: 'Sending this code links this number to Demo.',
      message_sid: sid,
      given_at: nowOf(world),
    },
  ]);
});
