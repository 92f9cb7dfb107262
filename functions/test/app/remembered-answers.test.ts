import { beforeEach, describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import { ADA_PHONE, aMessageSid, GRACE_PHONE, LinkingWorld } from './support/linking-world.ts';

const HIDDEN = 'whatsapp:US.hidden0000000000000000001';
const DAY = 24 * 3_600_000;

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
});

async function askForHelp(times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await world.receive(ADA_PHONE, 'HELP');
}

describe('the hourly limit of automatic replies', () => {
  it.each(['HELP', 'hi', 'STOP', 'UNLINK', 'LINK ZZZZ-ZZZZ'])(
    'does not silence the last reply when %s comes again',
    async (body) => {
      await askForHelp(29);
      const sid = aMessageSid();
      const last = await world.receive(ADA_PHONE, body, { sid });
      expect(last.replyText).not.toBeNull();
      expect((await world.receive(ADA_PHONE, 'HELP')).replyText).toBeNull();
      const before = world.firestore.documents();
      expect((await world.receive(ADA_PHONE, body, { sid })).replyText).toBe(last.replyText);
      expect(world.firestore.documents()).toEqual(before);
    },
  );

  it('binds no code in silence', async () => {
    await askForHelp(30);
    const { code } = await world.start('ada');
    const before = world.firestore.documents();
    const sid = aMessageSid();
    for (let count = 0; count < 2; count += 1) {
      expect((await world.receive(ADA_PHONE, formatLinkMessage(code), { sid })).replyText).toBeNull();
    }
    expect(world.firestore.documents()).toEqual(before);
    expect((await world.receive(GRACE_PHONE, formatLinkMessage(code))).reply).toBe('link-claimed');
  });

  it('keeps nobody from leaving, without a word', async () => {
    await world.link('ada', ADA_PHONE);
    await askForHelp(30);
    const sid = aMessageSid();
    for (let count = 0; count < 2; count += 1) {
      expect((await world.receive(ADA_PHONE, 'UNLINK', { sid })).replyText).toBeNull();
    }
    expect(world.documents('whatsapp_user_mappings').size).toBe(0);
    expect(world.documents('whatsapp_links').get('ada')).toMatchObject({ linked: null, mapping_id: null });
  });
});

describe('somebody who is not linked and has opted out', () => {
  it('is told once a day how to START', async () => {
    await world.receive(ADA_PHONE, 'STOP');
    expect((await world.receive(ADA_PHONE, 'hi')).reply).toBe('how-to-start');
    expect((await world.receive(ADA_PHONE, 'ho')).replyText).toBeNull();
    world.clock.advance(DAY - 1);
    expect((await world.receive(ADA_PHONE, 'hey')).replyText).toBeNull();
    world.clock.advance(1);
    expect((await world.receive(ADA_PHONE, 'hello')).reply).toBe('how-to-start');
    expect((await world.receive(ADA_PHONE, 'hullo')).replyText).toBeNull();
  });
});

describe('a command that comes again in another state', () => {
  it('is not stored as a message: NO, after the number was linked', async () => {
    await world.claim('ada', ADA_PHONE);
    const sid = aMessageSid();
    const first = await world.receive(ADA_PHONE, 'NO', { sid });
    expect(first.reply).toBe('request-ended');
    await world.link('ada', ADA_PHONE);
    const before = world.firestore.documents();
    expect((await world.receive(ADA_PHONE, 'NO', { sid })).replyText).toBe(first.replyText);
    expect(world.firestore.documents()).toEqual(before);
    expect(world.documents('whatsapp_inbound_messages').size).toBe(0);
  });

  it('reads its first answer: LINK, after the link was made and after it was left', async () => {
    const { code, requestId } = await world.start('ada');
    const sid = aMessageSid();
    const first = await world.receive(ADA_PHONE, formatLinkMessage(code), { sid });
    await world.confirm('ada', requestId, /\d{6}/.exec(first.replyText ?? '')?.[0] ?? '');
    const linked = world.firestore.documents();
    expect((await world.receive(ADA_PHONE, formatLinkMessage(code), { sid })).replyText).toBe(
      first.replyText,
    );
    expect(world.firestore.documents()).toEqual(linked);
    await world.receive(ADA_PHONE, 'UNLINK');
    const unlinked = world.firestore.documents();
    expect((await world.receive(ADA_PHONE, formatLinkMessage(code), { sid })).replyText).toBe(
      first.replyText,
    );
    expect(world.firestore.documents()).toEqual(unlinked);
  });
});

describe("a pointer left behind to somebody else's mapping", () => {
  it.each([{ otherAddress: HIDDEN }, {}])('does not make its address theirs (%o)', async (options) => {
    await world.link('ada', ADA_PHONE, options);
    await world.changeContact(GRACE_PHONE, { mapping_id: world.keyOf(ADA_PHONE) });
    expect((await world.receive(GRACE_PHONE, 'hi')).reply).toBe('please-link');
    expect((await world.receive(GRACE_PHONE, 'STATUS')).reply).toBe('status-not-linked');
    expect((await world.receive(GRACE_PHONE, 'UNLINK')).reply).toBe('nothing-to-unlink');
    expect(world.documents('whatsapp_inbound_messages').size).toBe(0);
    expect(world.documents('whatsapp_user_mappings').size).toBe(1);
  });
});
