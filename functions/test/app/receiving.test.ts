import { beforeEach, describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import { ADA_PHONE, aMessageSid, GRACE_PHONE, LinkingWorld } from './support/linking-world.ts';

const HIDDEN = 'whatsapp:US.hidden0000000000000000001';
const HOUR = 3_600_000;

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
});

describe('somebody who is not linked', () => {
  it('is asked to link, three times a day at most, and nothing of the text is stored', async () => {
    const replies = [];
    for (let count = 0; count < 4; count += 1) {
      replies.push((await world.receive(ADA_PHONE, 'my secret thought')).replyText);
    }
    expect(replies).toEqual([
      ...Array.from({ length: 3 }, () => 'Please link your account: https://app.example.com/link'),
      null,
    ]);
    expect(JSON.stringify(world.firestore.documents())).not.toContain('secret');
    world.clock.advance(24 * HOUR);
    expect((await world.receive(ADA_PHONE, 'hi')).reply).toBe('please-link');
  });

  it('reads HELP, STATUS and UNLINK answers that fit', async () => {
    expect((await world.receive(ADA_PHONE, 'help')).reply).toBe('help-not-linked');
    expect((await world.receive(ADA_PHONE, ' Status ')).reply).toBe('status-not-linked');
    expect((await world.receive(ADA_PHONE, 'UNLINK')).reply).toBe('nothing-to-unlink');
  });

  it('may guess ten codes an hour, also many at once', async () => {
    const guesses = Array.from({ length: 20 }, (_, number) => `LINK ZZZZ-${String(number).padStart(4, '0')}`);
    const replies = await Promise.all(guesses.map((guess) => receivePatiently(world, ADA_PHONE, guess)));
    expect(replies.filter((reply) => reply === 'link-code-refused')).toHaveLength(10);
    expect(replies.filter((reply) => reply === 'too-many-codes')).toHaveLength(10);
    const { code } = await world.start('ada');
    expect((await world.receive(ADA_PHONE, formatLinkMessage(code))).reply).toBe('too-many-codes');
    expect((await world.receive(GRACE_PHONE, formatLinkMessage(code))).reply).toBe('link-claimed');
  });

  it('gets thirty automatic replies an hour and then none', async () => {
    for (let count = 0; count < 30; count += 1) await world.receive(ADA_PHONE, 'HELP');
    expect((await world.receive(ADA_PHONE, 'HELP')).replyText).toBeNull();
    const stopped = await world.receive(ADA_PHONE, 'STOP');
    expect(stopped).toMatchObject({ outcome: 'opt-out', replyText: null });
    world.clock.advance(HOUR);
    expect((await world.receive(ADA_PHONE, 'HELP')).reply).toBe('help-opted-out');
  });
});

describe('somebody who waits for a confirmation', () => {
  it('is told how to finish, and NO ends the request', async () => {
    const { requestId, confirmationNumber } = await world.claim('ada', ADA_PHONE);
    expect((await world.receive(ADA_PHONE, 'what now?')).reply).toBe('how-to-finish');
    expect((await world.receive(ADA_PHONE, 'no')).reply).toBe('request-ended');
    await expect(world.confirm('ada', requestId, confirmationNumber)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
    expect(world.documents('whatsapp_links').get('ada')).toMatchObject({ request: null });
    expect((await world.receive(ADA_PHONE, 'NO')).reply).toBe('please-link');
  });

  it('leaves a link on hold with UNLINK although another request waits', async () => {
    await world.link('ada', ADA_PHONE);
    await world.setMappingState('suspended');
    await world.claim('grace', ADA_PHONE);
    expect((await world.receive(ADA_PHONE, 'UNLINK')).reply).toBe('unlinked');
  });

  it('waits no longer once the request has expired or was canceled', async () => {
    await world.claim('ada', ADA_PHONE);
    world.clock.advance(10 * 60_000);
    expect((await world.receive(ADA_PHONE, 'hi')).reply).toBe('please-link');
    const { requestId } = await world.claim('ada', ADA_PHONE);
    await world.module.cancelLink.execute({ userId: 'ada', requestId });
    expect((await world.receive(ADA_PHONE, 'hi')).reply).toBe('please-link');
  });
});

describe('somebody who is linked', () => {
  beforeEach(async () => {
    await world.link('ada', ADA_PHONE);
  });

  it('has messages stored in order under the user', async () => {
    for (const body of ['one', 'two', 'NO']) await world.receive(ADA_PHONE, body);
    const stored = [...world.documents('whatsapp_inbound_messages').values()];
    expect(stored.map(({ user_id, number, body }) => [user_id, number, body])).toEqual([
      ['ada', 1, 'one'],
      ['ada', 2, 'two'],
      ['ada', 3, 'NO'],
    ]);
  });

  it('reads STATUS, HELP and leaves with UNLINK', async () => {
    expect((await world.receive(ADA_PHONE, 'STATUS')).reply).toBe('status-linked');
    expect((await world.receive(ADA_PHONE, 'HELP')).reply).toBe('help-linked');
    expect((await world.receive(ADA_PHONE, 'UNLINK')).reply).toBe('unlinked');
    expect(world.documents('whatsapp_user_mappings').size).toBe(0);
    expect(world.documents('whatsapp_links').get('ada')).toMatchObject({ linked: null, mapping_id: null });
    expect((await world.receive(ADA_PHONE, 'hi')).reply).toBe('please-link');
  });

  it('keeps the order of messages beyond unlinking and relinking', async () => {
    await world.receive(ADA_PHONE, 'one');
    await world.receive(ADA_PHONE, 'UNLINK');
    await world.link('ada', ADA_PHONE);
    await world.receive(ADA_PHONE, 'two');
    await world.module.unlink.execute({ userId: 'ada' });
    await world.link('ada', GRACE_PHONE);
    await world.receive(GRACE_PHONE, 'three');
    const stored = [...world.documents('whatsapp_inbound_messages').values()];
    const inOrder = stored.toSorted((one, other) => Number(one['number']) - Number(other['number']));
    expect(inOrder.map(({ number, body }) => [number, body])).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, 'three'],
    ]);
  });

  it('is told when the app ends the link, so that a link is not moved in silence', async () => {
    await world.module.unlink.execute({ userId: 'ada' });
    await world.settle();
    expect(world.twilio.textsTo(ADA_PHONE).at(-1)).toContain('no longer linked to this number');
  });

  it('can leave from the app, twice without harm', async () => {
    expect(await world.module.unlink.execute({ userId: 'ada' })).toEqual({ outcome: 'unlinked' });
    expect(await world.module.unlink.execute({ userId: 'ada' })).toEqual({ outcome: 'nothing-to-unlink' });
  });

  it('is heard but not answered after STOP, once a day told how to START, and can still UNLINK', async () => {
    expect((await world.receive(ADA_PHONE, 'stop')).reply).toBe('opted-out');
    expect(await world.receive(ADA_PHONE, 'still here')).toMatchObject({
      outcome: 'store',
      reply: 'how-to-start',
    });
    expect(await world.receive(ADA_PHONE, 'and again')).toMatchObject({ outcome: 'store', reply: 'none' });
    expect(world.documents('whatsapp_inbound_messages').size).toBe(2);
    expect((await world.receive(ADA_PHONE, 'START')).reply).toBe('opted-in');
    await world.receive(ADA_PHONE, 'STOP');
    expect((await world.receive(ADA_PHONE, 'UNLINK')).reply).toBe('unlinked');
  });

  it('stays opted out beyond unlinking and relinking', async () => {
    await world.receive(ADA_PHONE, 'STOP');
    await world.receive(ADA_PHONE, 'UNLINK');
    world.clock.advance(1);
    await world.settle();
    await world.link('ada', ADA_PHONE);
    await world.settle();
    const notices = [...world.documents('whatsapp_outbound_messages').values()];
    expect(notices.map(({ state, reason }) => `${String(state)}: ${String(reason)}`)).toContain(
      'suppressed: opted-out',
    );
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);
  });

  it('reads nothing while blocked', async () => {
    await world.setMappingState('blocked');
    for (const body of ['hi', 'START', 'HELP', 'UNLINK']) {
      expect(await world.receive(ADA_PHONE, body)).toMatchObject({ outcome: 'count', replyText: null });
    }
    expect(world.documents('whatsapp_inbound_messages').size).toBe(0);
  });
});

describe('two addresses of one person', () => {
  it('recognises a linked phone that later hides its number', async () => {
    await world.link('ada', ADA_PHONE, { otherAddress: HIDDEN });
    expect(await world.receive(HIDDEN, 'hello')).toMatchObject({ outcome: 'store' });
    expect((await world.receive(HIDDEN, 'UNLINK')).reply).toBe('unlinked');
    expect(world.documents('whatsapp_user_mappings').size).toBe(0);
    expect((await world.receive(HIDDEN, 'hello')).reply).toBe('please-link');
  });

  it('recognises a person who was linked by the business-scoped id alone and shows the phone now', async () => {
    await world.link('ada', HIDDEN);
    expect(await world.receive(ADA_PHONE, 'hello', { otherAddress: HIDDEN })).toMatchObject({
      outcome: 'store',
    });
    const { code } = await world.start('grace');
    const claim = await world.receive(ADA_PHONE, formatLinkMessage(code), { otherAddress: HIDDEN });
    expect(claim.reply).toBe('number-taken');
  });

  it('records STOP for both', async () => {
    await world.link('ada', ADA_PHONE, { otherAddress: HIDDEN });
    await world.receive(HIDDEN, 'STOP');
    const contacts = [...world.documents('whatsapp_contacts').values()];
    expect(contacts.map(({ opted_out }) => opted_out)).toEqual([true, true]);
  });
});

describe('the same message again', () => {
  it.each(['HELP', 'STATUS', 'STOP', 'START', 'UNLINK', 'LINK ZZZZ-ZZZZ', 'hi'])(
    'answers %s the same and changes nothing',
    async (body) => {
      const sid = aMessageSid();
      const first = await world.receive(ADA_PHONE, body, { sid });
      const before = world.firestore.documents();
      for (let count = 0; count < 4; count += 1) {
        expect((await world.receive(ADA_PHONE, body, { sid })).replyText).toBe(first.replyText);
      }
      expect(world.firestore.documents()).toEqual(before);
    },
  );

  it('answers a claim the same after the request has ended', async () => {
    const { code } = await world.start('ada');
    const sid = aMessageSid();
    const first = await world.receive(ADA_PHONE, formatLinkMessage(code), { sid });
    const no = aMessageSid();
    const refusal = await world.receive(ADA_PHONE, 'NO', { sid: no });
    const before = world.firestore.documents();
    expect((await world.receive(ADA_PHONE, formatLinkMessage(code), { sid })).replyText).toBe(
      first.replyText,
    );
    expect((await world.receive(ADA_PHONE, 'NO', { sid: no })).replyText).toBe(refusal.replyText);
    expect(world.firestore.documents()).toEqual(before);
  });

  it('records an opt-out that Twilio has answered once, however late it comes again', async () => {
    const stop = aMessageSid();
    await world.receive(ADA_PHONE, 'stop', { sid: stop, optOutType: 'STOP' });
    await world.receive(ADA_PHONE, 'start', { optOutType: 'START' });
    await world.receive(ADA_PHONE, 'stop', { sid: stop, optOutType: 'STOP' });
    const [contact] = world.documents('whatsapp_contacts').values();
    expect(contact).toMatchObject({ opted_out: false });
  });

  it('stores a linked message once, also when five copies arrive at once', async () => {
    await world.link('ada', ADA_PHONE);
    const sid = aMessageSid();
    await Promise.all(Array.from({ length: 5 }, () => world.receive(ADA_PHONE, 'once', { sid })));
    expect(world.documents('whatsapp_inbound_messages').size).toBe(1);
    const [mapping] = world.documents('whatsapp_user_mappings').values();
    expect(mapping).toMatchObject({ next_message_number: 2 });
  });
});

describe('LINK_CONFIRMATION=off', () => {
  beforeEach(async () => {
    world = await LinkingWorld.create({ parameters: { LINK_CONFIRMATION: 'off' } });
  });

  it('links by the code alone, and "Account linked!" is the only answer', async () => {
    const { code } = await world.start('ada');
    const sid = aMessageSid();
    const claim = await world.receive(ADA_PHONE, formatLinkMessage(code), { sid });
    const again = await world.receive(ADA_PHONE, formatLinkMessage(code), { sid });
    await world.settle();
    expect([claim.replyText, again.replyText]).toEqual([null, null]);
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
    await world.receive(ADA_PHONE, 'UNLINK');
    expect((await world.receive(ADA_PHONE, formatLinkMessage(code), { sid })).replyText).toBeNull();
    expect(world.documents('whatsapp_user_mappings').size).toBe(0);
  });

  it('still wants the digits where the user has a link', async () => {
    const { code } = await world.start('ada');
    await world.receive(ADA_PHONE, formatLinkMessage(code));
    const move = await world.start('ada');
    expect((await world.receive(GRACE_PHONE, formatLinkMessage(move.code))).reply).toBe('link-claimed');
  });
});

/** Twilio delivers again what was answered 503. */
async function receivePatiently(linking: LinkingWorld, from: string, body: string): Promise<string> {
  const sid = aMessageSid();
  for (;;) {
    try {
      return (await linking.receive(from, body, { sid })).reply;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'contention')) throw error;
    }
  }
}
