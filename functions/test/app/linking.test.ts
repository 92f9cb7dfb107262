import { beforeEach, describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld } from './support/linking-world.ts';

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
});

describe('linking with proof from both sides', () => {
  it('links, announces once and shows the link to its user', async () => {
    const { requestId, code, confirmationNumber } = await world.claim('ada', ADA_PHONE);
    const linked = await world.confirm('ada', requestId, confirmationNumber);
    await world.settle();

    expect(linked.maskedNumber).toBe('+15 ••• 01');
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
    expect(world.documents('whatsapp_links').get('ada')).toMatchObject({
      linked: { masked_number: '+15 ••• 01', state: 'active' },
      request: null,
    });
    const [mapping] = world.documents('whatsapp_user_mappings').values();
    expect(mapping).toMatchObject({ user_id: 'ada', whatsapp_number: ADA_PHONE, link_id: requestId });
    expect(JSON.stringify(world.firestore.documents())).not.toContain(code.characters);
  });

  it('asks the phone by a masked account and six digits', async () => {
    const { code } = await world.start('ada');
    const { replyText } = await world.receive(ADA_PHONE, formatLinkMessage(code));
    expect(replyText).toMatch(
      /^Demo: a•••@example\.com wants to link this number\. To agree, enter \d{6} in the app\. Tell it to nobody\. Not you\? Reply NO\.$/,
    );
  });

  it('shows the app which number has sent the code', async () => {
    const { requestId } = await world.claim('ada', ADA_PHONE);
    expect(world.documents('whatsapp_links').get('ada')).toMatchObject({
      request: { request_id: requestId, state: 'claimed', masked_number: '+15 ••• 01' },
    });
  });

  it('refuses digits before the code has arrived, and after the request has expired', async () => {
    const { requestId } = await world.start('ada');
    await expect(world.confirm('ada', requestId, '123456')).rejects.toMatchObject({
      code: 'link-request-not-claimed',
    });
    const claimed = await world.claim('ada', ADA_PHONE);
    world.clock.advance(10 * 60_000);
    await expect(world.confirm('ada', claimed.requestId, claimed.confirmationNumber)).rejects.toMatchObject({
      code: 'link-code-expired',
    });
    expect(world.documents('whatsapp_user_mappings').size).toBe(0);
  });

  it('ends the request with the fifth wrong entry', async () => {
    const { requestId, confirmationNumber } = await world.claim('ada', ADA_PHONE);
    const wrong = confirmationNumber === '000000' ? '000001' : '000000';
    for (const remainingAttempts of [4, 3, 2, 1]) {
      await expect(world.confirm('ada', requestId, wrong)).rejects.toMatchObject({
        code: 'confirmation-number-wrong',
        remainingAttempts,
      });
    }
    await expect(world.confirm('ada', requestId, wrong)).rejects.toMatchObject({ code: 'too-many-attempts' });
    await expect(world.confirm('ada', requestId, confirmationNumber)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
  });

  it('answers everybody but its user as for an unknown request', async () => {
    const { requestId, confirmationNumber } = await world.claim('ada', ADA_PHONE);
    await world.start('grace');
    const unknown = await world.confirm('grace', 'A'.repeat(22), '123456').catch((error: unknown) => error);
    const foreign = await world
      .confirm('grace', requestId, confirmationNumber)
      .catch((error: unknown) => error);
    expect(foreign).toEqual(unknown);
  });

  it('gives the request to the first phone that sends the code and treats others as guessing', async () => {
    const { code, requestId } = await world.start('ada');
    const first = await world.receive(ADA_PHONE, formatLinkMessage(code));
    const second = await world.receive(GRACE_PHONE, formatLinkMessage(code));
    const unknown = await world.receive(GRACE_PHONE, 'LINK ZZZZ-ZZZZ');
    const again = await world.receive(ADA_PHONE, formatLinkMessage(code).toLowerCase());

    expect(second.replyText).toBe(unknown.replyText);
    expect(again.replyText).toBe(first.replyText);
    const digits = /\d{6}/.exec(first.replyText ?? '')?.[0] ?? '';
    await world.confirm('ada', requestId, digits);
    const [mapping] = world.documents('whatsapp_user_mappings').values();
    expect(mapping).toMatchObject({ whatsapp_number: ADA_PHONE });
  });

  it('lets a newer request replace the earlier one', async () => {
    const earlier = await world.claim('ada', ADA_PHONE);
    await world.start('ada');
    await expect(world.confirm('ada', earlier.requestId, earlier.confirmationNumber)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
  });

  it('lets an address wait for one request only: the newer claim releases the older', async () => {
    const ofAda = await world.claim('ada', ADA_PHONE);
    const ofGrace = await world.claim('grace', ADA_PHONE);
    await expect(world.confirm('ada', ofAda.requestId, ofAda.confirmationNumber)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
    await world.confirm('grace', ofGrace.requestId, ofGrace.confirmationNumber);
    const [mapping] = world.documents('whatsapp_user_mappings').values();
    expect(mapping).toMatchObject({ user_id: 'grace' });
  });

  it('never takes a number over silently', async () => {
    await world.link('ada', ADA_PHONE);
    const { code } = await world.start('grace');
    const { reply } = await world.receive(ADA_PHONE, formatLinkMessage(code));
    expect(reply).toBe('number-taken');
    expect((await world.receive(ADA_PHONE, 'UNLINK')).reply).toBe('unlinked');
    expect((await world.receive(ADA_PHONE, formatLinkMessage(code))).reply).toBe('link-claimed');
  });

  it('moves a link to another number, tells the former one, and keeps one mapping', async () => {
    await world.link('ada', ADA_PHONE);
    await world.settle();
    await world.link('ada', GRACE_PHONE);
    await world.settle();

    const mappings = [...world.documents('whatsapp_user_mappings').values()];
    expect(mappings).toHaveLength(1);
    expect(mappings[0]).toMatchObject({ user_id: 'ada', whatsapp_number: GRACE_PHONE });
    expect(world.twilio.textsTo(GRACE_PHONE)).toEqual(['Account linked!']);
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([
      'Account linked!',
      expect.stringContaining('now linked to another number'),
    ]);
  });

  it('wants a recent sign-in to move a link, and an account to make one', async () => {
    await world.link('ada', ADA_PHONE);
    const identity = { verifiedEmail: null, phoneNumber: null };
    const tokenIssuedAt = world.clock.now();
    const old = { userId: 'ada', isAnonymous: false, signedInAt: world.clock.now() - 11 * 60_000 };
    await expect(
      world.module.startLink.execute({ user: old, identity, tokenIssuedAt }),
    ).rejects.toMatchObject({
      code: 'recent-sign-in-required',
    });
    const nobody = { userId: 'x', isAnonymous: true, signedInAt: world.clock.now() };
    await expect(
      world.module.startLink.execute({ user: nobody, identity, tokenIssuedAt }),
    ).rejects.toMatchObject({
      code: 'anonymous-user',
    });
  });

  it('relinks a number that is on hold and announces it although no mapping is created', async () => {
    const former = await world.link('ada', ADA_PHONE);
    await world.settle();
    await world.setMappingState('suspended');
    expect((await world.receive(ADA_PHONE, 'hi')).reply).toBe('how-to-link-again');

    const { requestId, confirmationNumber } = await world.claim('grace', ADA_PHONE);
    await world.confirm('grace', requestId, confirmationNumber);
    await world.settle();
    expect(requestId).not.toBe(former);
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!', 'Account linked!']);
    expect(world.documents('whatsapp_links').get('ada')).toMatchObject({ linked: null, mapping_id: null });
  });

  it('counts five requests an hour', async () => {
    for (let count = 0; count < 5; count += 1) await world.start('ada');
    await expect(world.start('ada')).rejects.toMatchObject({
      code: 'too-many-link-requests',
      retryAt: world.clock.now() + 3_600_000,
    });
    world.clock.advance(3_600_000);
    await expect(world.start('ada')).resolves.toMatchObject({ outcome: 'started' });
  });
});
