import { beforeEach, describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { MINUTE } from '../../../src/domain/shared/clock.ts';
import { mappingUnder, shownTo, storedTexts } from '../identity/identity-scene.ts';
import { stored } from '../outbox/outbox-scene.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld } from '../support/linking-world.ts';

const ADA_ID = 'whatsapp:US.adaAda1234';

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
  await world.link('ada', ADA_PHONE);
  await world.settle();
});

const linkedUsers = () =>
  [...world.documents('whatsapp_user_mappings').values()].map(
    ({ user_id, whatsapp_number }) => `${String(user_id)} ${String(whatsapp_number)}`,
  );

describe('a user who has a link', () => {
  it('changes nothing by sending a code from the same number', async () => {
    const before = mappingUnder(world, ADA_PHONE);
    const { code, requestId } = await world.start('ada');
    const answer = await world.receive(ADA_PHONE, formatLinkMessage(code));
    expect(answer.reply).toBe('number-taken');
    expect(mappingUnder(world, ADA_PHONE)).toEqual(before);
    expect(world.documents('whatsapp_links').get('ada')).toMatchObject({
      linked: { state: 'active' },
      request: { request_id: requestId, state: 'open' },
    });
  });

  it('and has lost the phone, links another after signing in again, and the lost one is told', async () => {
    const signedInAt = world.clock.now();
    world.clock.advance(11 * MINUTE);
    const user = { userId: 'ada', isAnonymous: false, signedInAt };
    const identity = { verifiedEmail: null, phoneNumber: null };
    await expect(
      world.module.startLink.execute({ user, identity, tokenIssuedAt: world.clock.now() }),
    ).rejects.toMatchObject({
      code: 'recent-sign-in-required',
    });
    await world.link('ada', GRACE_PHONE);
    await world.settle();
    expect(linkedUsers()).toEqual([`ada ${GRACE_PHONE}`]);
    expect(world.twilio.textsTo(ADA_PHONE).at(-1)).toContain('now linked to another number');
    expect((await world.receive(ADA_PHONE, 'hello')).reply).toBe('please-link');
    await world.addToOutbox('order-0001', { user_id: 'ada', body: 'Hello!' });
    await world.settle();
    expect(stored(world, 'order-0001')).toMatchObject({ state: 'accepted', to: GRACE_PHONE });
  });

  it('and hides the number before its id was ever shown, is a stranger, and links by the id', async () => {
    expect((await world.receive(ADA_ID, 'hello')).reply).toBe('please-link');
    await world.link('ada', ADA_ID);
    expect(linkedUsers()).toEqual([`ada ${ADA_ID}`]);
    await world.receive(ADA_PHONE, 'shown again', { otherAddress: ADA_ID });
    expect(storedTexts(world)).toEqual(['ada: shown again']);
  });
});

describe('a recycled number that shows no id', () => {
  it('passes to its new holder by UNLINK and a link of their own', async () => {
    const { code, requestId } = await world.start('grace');
    expect((await world.receive(ADA_PHONE, formatLinkMessage(code))).reply).toBe('number-taken');
    expect((await world.receive(ADA_PHONE, 'UNLINK')).reply).toBe('unlinked');
    const { replyText } = await world.receive(ADA_PHONE, formatLinkMessage(code));
    await world.confirm('grace', requestId, /\d{6}/.exec(replyText ?? '')?.[0] ?? '');
    expect(linkedUsers()).toEqual([`grace ${ADA_PHONE}`]);
    expect([shownTo(world, 'ada'), shownTo(world, 'grace')]).toEqual([null, 'active']);
    await world.receive(ADA_PHONE, 'hello');
    expect(storedTexts(world)).toEqual(['grace: hello']);
  });
});
