import { beforeEach, describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld } from './support/linking-world.ts';

const MINUTE = 60_000;

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
});

describe('the ten minutes of a request', () => {
  it('start anew with the claim, for the app and for the chat', async () => {
    const { requestId, code } = await world.start('ada');
    world.clock.advance(9 * MINUTE);
    const { replyText } = await world.receive(ADA_PHONE, formatLinkMessage(code));
    expect(world.documents('whatsapp_links').get('ada')).toMatchObject({
      request: { expires_at: new Date(world.clock.now() + 10 * MINUTE).toISOString() },
    });
    world.clock.advance(9 * MINUTE);
    expect((await world.receive(ADA_PHONE, 'hi')).reply).toBe('how-to-finish');
    const digits = /\d{6}/.exec(replyText ?? '')?.[0] ?? '';
    expect(await world.confirm('ada', requestId, digits)).toMatchObject({ outcome: 'linked' });
    expect(world.documents('whatsapp_user_mappings').size).toBe(1);
  });

  it('end ten minutes after the claim', async () => {
    const { code, requestId } = await world.start('ada');
    world.clock.advance(9 * MINUTE);
    const { replyText } = await world.receive(ADA_PHONE, formatLinkMessage(code));
    world.clock.advance(10 * MINUTE);
    const digits = /\d{6}/.exec(replyText ?? '')?.[0] ?? '';
    await expect(world.confirm('ada', requestId, digits)).rejects.toMatchObject({
      code: 'link-code-expired',
    });
    expect((await world.receive(ADA_PHONE, 'hi')).reply).toBe('please-link');
  });
});

describe('an address that an operator has blocked', () => {
  it('cannot be linked any more, although it has claimed the request', async () => {
    const { requestId, confirmationNumber } = await world.claim('ada', ADA_PHONE);
    await world.block(ADA_PHONE);
    await expect(world.confirm('ada', requestId, confirmationNumber)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
    expect(world.documents('whatsapp_user_mappings').size).toBe(0);
  });

  it.each(['hi', 'HELP', 'STOP', 'LINK ZZZZ-ZZZZ'])('reads no answer to %s', async (body) => {
    await world.block(ADA_PHONE);
    expect(await world.receive(ADA_PHONE, body)).toEqual({
      outcome: 'count',
      reply: 'none',
      replyText: null,
      identity: null,
    });
  });
});

describe('the fifth wrong entry', () => {
  it('lets the phone wait no longer', async () => {
    const { requestId, confirmationNumber } = await world.claim('ada', ADA_PHONE);
    const wrong = confirmationNumber === '000000' ? '000001' : '000000';
    for (let count = 0; count < 4; count += 1) {
      await expect(world.confirm('ada', requestId, wrong)).rejects.toMatchObject({
        code: 'confirmation-number-wrong',
      });
    }
    expect((await world.receive(ADA_PHONE, 'hi')).reply).toBe('how-to-finish');
    await expect(world.confirm('ada', requestId, wrong)).rejects.toMatchObject({ code: 'too-many-attempts' });
    expect((await world.receive(ADA_PHONE, 'hi')).reply).toBe('please-link');
    expect(world.documents('whatsapp_links').get('ada')).toMatchObject({ request: null });
  });
});

describe('canceling', () => {
  it("does nothing to somebody else's request", async () => {
    const { requestId, confirmationNumber } = await world.claim('ada', ADA_PHONE);
    await world.start('grace');
    const before = world.firestore.documents();
    for (const userId of ['grace', 'nobody']) {
      expect(await world.module.cancelLink.execute({ userId, requestId })).toEqual({
        outcome: 'nothing-to-cancel',
      });
    }
    expect(world.firestore.documents()).toEqual(before);
    await expect(world.confirm('ada', requestId, confirmationNumber)).resolves.toMatchObject({
      outcome: 'linked',
    });
  });

  it('does nothing to the request that has replaced the one named', async () => {
    const earlier = await world.claim('ada', ADA_PHONE);
    const newer = await world.claim('ada', GRACE_PHONE);
    const before = world.firestore.documents();
    expect(await world.module.cancelLink.execute({ userId: 'ada', requestId: earlier.requestId })).toEqual({
      outcome: 'nothing-to-cancel',
    });
    expect(world.firestore.documents()).toEqual(before);
    await expect(world.confirm('ada', newer.requestId, newer.confirmationNumber)).resolves.toMatchObject({
      outcome: 'linked',
    });
  });
});
