import { beforeEach, describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import {
  ADA_PHONE as VICTIM_PHONE,
  GRACE_PHONE as ATTACKER_PHONE,
  LinkingWorld,
} from '../app/support/linking-world.ts';

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
});

const mappings = () => [...world.documents('whatsapp_user_mappings').values()];

describe("the victim's code, sent by the attacker's phone", () => {
  it('links nothing: the digits count in the victim’s app alone, which shows that it is another number', async () => {
    const { requestId, confirmationNumber } = await world.claim('victim', ATTACKER_PHONE);
    await world.start('attacker');
    await expect(world.confirm('attacker', requestId, confirmationNumber)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
    expect(mappings()).toEqual([]);
    expect(world.documents('whatsapp_links').get('victim')).toMatchObject({
      linked: null,
      request: { state: 'claimed', masked_number: '+15 ••• 02' },
    });
  });
});

describe("the attacker's code, sent by the victim's phone", () => {
  it('links nothing without the digits that only the victim’s chat shows', async () => {
    const { requestId, confirmationNumber } = await world.claim('attacker', VICTIM_PHONE);
    const guesses = ['000000', '111111', '123456', '654321', '999999', '555555'];
    const wrong = guesses.filter((guess) => guess !== confirmationNumber).slice(0, 5);
    await Promise.allSettled(wrong.map((guess) => world.confirm('attacker', requestId, guess)));
    for (const guess of wrong) await world.confirm('attacker', requestId, guess).catch(() => {});
    await expect(world.confirm('attacker', requestId, confirmationNumber)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
    expect(mappings()).toEqual([]);
    expect(JSON.stringify(world.firestore.documents())).not.toContain(confirmationNumber);
  });

  it('tells the victim whose account it is, to tell nobody the digits, and how to refuse', async () => {
    const { code, requestId } = await world.start('attacker');
    const { replyText } = await world.receive(VICTIM_PHONE, formatLinkMessage(code));
    expect(replyText).toContain('a•••@example.com wants to link this number');
    expect(replyText).toContain('Tell it to nobody');
    const digits = /\d{6}/.exec(replyText ?? '')?.[0] ?? '';
    expect((await world.receive(VICTIM_PHONE, 'no')).reply).toBe('request-ended');
    await expect(world.confirm('attacker', requestId, digits)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
  });

  it('can be left by the victim who has told the digits, and the code is worth nothing again', async () => {
    const { code, requestId, confirmationNumber } = await world.claim('attacker', VICTIM_PHONE);
    await world.confirm('attacker', requestId, confirmationNumber);
    expect((await world.receive(VICTIM_PHONE, 'STATUS')).reply).toBe('status-linked');
    expect((await world.receive(VICTIM_PHONE, 'UNLINK')).reply).toBe('unlinked');
    await expect(world.confirm('attacker', requestId, confirmationNumber)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
    expect((await world.receive(VICTIM_PHONE, formatLinkMessage(code))).reply).toBe('link-code-refused');
    expect(mappings()).toEqual([]);
  });
});
