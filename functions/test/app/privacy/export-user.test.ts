import { readFileSync } from 'node:fs';
import { getFirestore, Timestamp } from 'firebase-admin/firestore';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseWhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import type { InboundMessage } from '../../../src/domain/messaging/inbound-message.ts';
import type { UserRecordsReader } from '../../../src/domain/operating/user-records.ts';
import { DAY } from '../../../src/domain/shared/clock.ts';
import { encodeInboundContent } from '../../../src/infra/firestore/documents/inbound-content.ts';
import { LEFT_OUT, userExportOf, type UserExport } from '../../../src/infra/functions/user-export.ts';
import { TEMPLATE } from '../outbox/outbox-scene.ts';
import { ADA_PHONE, aMessageSid, GRACE_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { ADA_ID, worldOfFullLife } from './full-life.ts';

const PER_DAY = 4;
const STRANGER = 'whatsapp:+15557770007';
const format = readFileSync(new URL('../../../../docs/export-format.md', import.meta.url), 'utf8');
const documented = [...format.matchAll(/^\| `([^`]+)`/gm)].map(([, path = '']) => path);

const richMessage: InboundMessage = {
  messageSid: aMessageSid(),
  sentTo: 'whatsapp:+15550006789',
  sender: {
    address: parseWhatsAppAddress(ADA_PHONE),
    otherAddress: parseWhatsAppAddress(ADA_ID),
    profileName: 'Ada',
  },
  type: 'image',
  body: 'look',
  media: [{ url: 'https://api.example.com/media/1', contentType: 'image/png' }],
  location: { latitude: 1, longitude: 2, label: 'Home', address: 'Street 1' },
  button: { text: 'Yes', payload: 'yes', type: 'quick' },
  listReply: { id: '1', title: 'One' },
  flow: { data: '{}', interactiveData: '{}' },
  repliedTo: { messageSid: aMessageSid(), senderAddress: 'whatsapp:+15550006789' },
  forwarded: 'forwarded',
  referral: {
    sourceType: 'ad',
    sourceId: '1',
    sourceUrl: 'https://ads.example.com/1',
    headline: 'Ad',
    body: 'Buy',
    clickId: '1',
    mediaCount: 1,
    mediaId: '1',
    mediaUrl: 'https://ads.example.com/1.png',
    mediaContentType: 'image/png',
  },
  optOutType: null,
};

describe('exporting a user', () => {
  let world: LinkingWorld;
  let exported: UserExport;
  let reader: UserRecordsReader;

  beforeAll(async () => {
    world = await worldOfFullLife({
      parameters: { EXPORTS_PER_DAY: `${PER_DAY}` },
      intercept: (outside) => {
        reader = outside.records;
        return outside;
      },
    });
    await addWhatIsRare(world);
    exported = await exportAda();
  });

  const exportOf = async (userId: string) => {
    const tokenIssuedAt = world.clock.now();
    const { exportedAt, records } = await world.module.exportUser.execute({ userId, tokenIssuedAt });
    return userExportOf({ userId, exportedAt, records });
  };
  const exportAda = () => exportOf('ada');

  it('has the fields that docs/export-format.md explains, and no others', () => {
    const paths = [...pathsIn(exported)].filter((path) => path !== 'outbound[].text');
    const isExplained = (path: string) =>
      documented.some((one) => one === path || one.startsWith(`${path}.`) || one.startsWith(`${path}[]`));
    expect(paths.filter((path) => !isExplained(path))).toEqual([]);
    expect(documented.filter((path) => !paths.includes(path) && path !== 'incomplete[]')).toEqual([]);
  });

  it('tells everything: consent, opt-out, requests, receipts, messages both ways in every state', () => {
    expect(exported).toMatchObject({ format: 1, user_id: 'ada', complete: true, incomplete: [] });
    expect(exported.mappings).toMatchObject([{ opted_out: true, consent: { method: 'code-and-digits' } }]);
    expect(exported.contacts.map(({ opted_out }) => opted_out)).toEqual([true, true]);
    const texts = exported.inbound.map(({ body }) => body);
    expect(texts).toHaveLength(5);
    expect(texts).toEqual(
      expect.arrayContaining([
        'from my old phone',
        'hello from ada',
        'hello from hidden ada',
        'still here',
        'look',
      ]),
    );
    expect(exported.outbound.map(({ body, template }) => body ?? template)).toEqual(
      expect.arrayContaining(['delivered to ada', 'refused to ada', 'lost to ada', 'new to ada', TEMPLATE]),
    );
    expect(exported.receipts.map(({ reply }) => reply)).toEqual([
      { kind: 'link-claimed', request_id: expect.any(String) as string },
      { kind: 'opted-out' },
    ]);
  });

  it('tells nothing of other users, and no hash of a number', () => {
    const text = JSON.stringify(exported);
    const hashes = [ADA_PHONE, ADA_ID, GRACE_PHONE].map((address) => world.keyOf(address));
    const secrets = ['grace', 'mallory', GRACE_PHONE, ...hashes, ...LEFT_OUT];
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('does not tell who sent the code of a request that was not confirmed', async () => {
    await world.claim('eve', STRANGER, { profileName: 'Stranger' });
    const { requests, link } = await exportOf('eve');
    expect(requests).toMatchObject([{ state: 'claimed', claim: null }]);
    expect(JSON.stringify([requests, link])).not.toMatch(/Stranger|15557770007/);
  });

  it('says which lists are cut where there is too much', async () => {
    const records = await reader.read('ada', { mostBytes: 2_000 });
    const cut = userExportOf({ userId: 'ada', exportedAt: 0, records });
    expect(cut).toMatchObject({
      complete: false,
      incomplete: expect.arrayContaining(['outbound']) as string[],
    });
    const { link, request_counter, ...lists } = cut;
    expect([link, request_counter]).not.toContain(null);
    expect(JSON.stringify(lists).length).toBeLessThan(2_300);
  });

  it('is done so many times a day, also when asked for twenty times at once', async () => {
    world.clock.advance(DAY);
    const attempts = await Promise.allSettled(Array.from({ length: 20 }, exportAda));
    const refused = attempts.filter(({ status }) => status === 'rejected');
    expect(attempts.length - refused.length).toBeLessThanOrEqual(PER_DAY);
    await expect(exportOften()).rejects.toMatchObject({
      code: 'too-many-exports',
      retryAt: world.clock.now() + DAY,
    });
    world.clock.advance(DAY);
    expect(await exportAda()).toMatchObject({ complete: true });
  });

  /** Contention may have kept some of the twenty from being counted. */
  const exportOften = async () => {
    for (let count = 0; count <= PER_DAY; count += 1) await exportAda();
  };
});

/** Fields that an ordinary life leaves empty. */
async function addWhatIsRare(world: LinkingWorld): Promise<void> {
  const at = Timestamp.fromMillis(world.clock.now());
  const inbox = getFirestore().collection('whatsapp_inbound_messages');
  const [known] = (await inbox.where('user_id', '==', 'ada').limit(1).get()).docs;
  await inbox
    .doc(richMessage.messageSid)
    .set({ ...known?.data(), ...encodeInboundContent(richMessage), received_at: at });
  await world.changeContact(ADA_PHONE, {
    waiting: { request_id: 'A', expires_at: at, language: 'de' },
    wrong_codes: [at],
    please_link_replies: [at],
    last_reply: { message_sid: aMessageSid(), kind: 'please-link' },
    delete_at: at,
  });
  const [outbox, state] = [getFirestore().collection('whatsapp_outbound_messages'), 'failed'];
  await outbox.doc('to-ada-rare').set({
    user_id: 'ada',
    state,
    template: TEMPLATE,
    fallback_template: TEMPLATE,
    delivery: { [aMessageSid()]: { rank: 3, failed_at: at, provider_code: 63024 } },
  });
}

/** Names that are data are called as the page calls them. */
function pathsIn(value: unknown, path = ''): ReadonlySet<string> {
  if (Array.isArray(value) && value.length > 0) {
    return new Set(value.flatMap((one) => [...pathsIn(one, `${path}[]`)]));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Set([nameless(path)]);
  const inner = Object.entries(value).flatMap(([name, one]) =>
    Array.from(pathsIn(one, path === '' ? name : `${path}.${name}`)),
  );
  return new Set(inner);
}

function nameless(path: string): string {
  return path
    .replace(/\.SM[0-9a-f]{32}\./, '.<SID>.')
    .replace(/(<SID>\.)[a-z]+_at$/, '$1<state>_at')
    .replace(/(variables\.)\w+$/, '$1<name>')
    .replace(/(outbox\.)[^.]+/, '$1<id>');
}
