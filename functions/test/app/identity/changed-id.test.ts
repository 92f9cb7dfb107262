import { beforeEach, describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { SENDER } from '../../support/test-configuration.ts';
import { worldWithEvents } from '../events/world-with-events.ts';
import { ADA_PHONE, aMessageSid, GRACE_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import {
  ADA_ID,
  contactOf,
  danglingPointers,
  mappingUnder,
  NEW_ID,
  OTHER_SENDER,
  shownTo,
  storedTexts,
} from './identity-scene.ts';

let world: LinkingWorld;

beforeEach(async () => {
  world = await worldWithEvents('link.created link.removed link.suspended contact.opted_out');
});

async function told(): Promise<readonly string[]> {
  await world.settle();
  return world.processor.events.map(({ type, userId }) => `${type} ${userId}`);
}

describe('a number that shows another business-scoped id through the same sender', () => {
  beforeEach(async () => {
    await world.link('ada', ADA_PHONE, { otherAddress: ADA_ID });
  });

  it('has its link suspended, and app, product and chat are told', async () => {
    const sid = aMessageSid();
    const message = { otherAddress: NEW_ID, sid };
    const first = await world.receive(ADA_PHONE, 'hello', message);
    expect(first).toMatchObject({ reply: 'how-to-link-again', identity: 'suspended' });
    expect(mappingUnder(world, ADA_PHONE)).toMatchObject({
      state: 'suspended',
      held_since: new Date(world.clock.now()).toISOString(),
      external_user_id: ADA_ID,
    });
    expect([shownTo(world, 'ada'), storedTexts(world)]).toEqual(['suspended', []]);
    expect(await told()).toEqual(['link.created ada', 'link.suspended ada']);

    const before = world.firestore.documents();
    const again = await world.receive(ADA_PHONE, 'hello', message);
    expect(again).toMatchObject({ replyText: first.replyText, identity: null });
    expect(world.firestore.documents()).toEqual(before);
  });

  it('keeps what is known of the address', async () => {
    await world.changeContact(ADA_PHONE, { wrong_codes: [new Date(world.clock.now())] });
    const wrongCodes = contactOf(world, ADA_PHONE)?.['wrong_codes'];
    await world.receive(ADA_PHONE, 'hello', { otherAddress: NEW_ID });
    expect(contactOf(world, ADA_PHONE)).toMatchObject({
      wrong_codes: wrongCodes,
      last_reply: { kind: 'how-to-link-again' },
    });
  });

  it.each([
    { body: 'STATUS', reply: 'how-to-link-again', after: 'suspended', optedOut: false, events: [] },
    { body: 'HELP', reply: 'how-to-link-again', after: 'suspended', optedOut: false, events: [] },
    { body: 'STOP', reply: 'opted-out', after: 'suspended', optedOut: true, events: [] },
    { body: 'UNLINK', reply: 'unlinked', after: undefined, optedOut: false, events: ['link.removed ada'] },
  ])('answers $body of its new holder: $reply', async ({ body, reply, after, optedOut, events }) => {
    expect(await world.receive(ADA_PHONE, body, { otherAddress: NEW_ID })).toMatchObject({
      reply,
      identity: 'suspended',
    });
    expect(mappingUnder(world, ADA_PHONE)?.['state']).toBe(after);
    expect(shownTo(world, 'ada')).toBe(after ?? null);
    expect((await told()).toSorted()).toEqual(['link.created ada', ...events, 'link.suspended ada']);
    expect(contactOf(world, ADA_PHONE)?.['opted_out'] === true).toBe(optedOut);
  });

  it.each([
    { who: 'the same user', userId: 'ada', formerShows: 'active' },
    { who: 'its new holder', userId: 'grace', formerShows: null },
  ])('is repaired by $who, who links it anew with both proofs', async ({ userId, formerShows }) => {
    const { code, requestId } = await world.start(userId);
    const claim = await world.receive(ADA_PHONE, formatLinkMessage(code), { otherAddress: NEW_ID });
    expect(claim).toMatchObject({ reply: 'link-claimed', identity: 'suspended' });
    expect(shownTo(world, 'ada')).toBe('suspended');
    await world.confirm(userId, requestId, /\d{6}/.exec(claim.replyText ?? '')?.[0] ?? '');
    expect(mappingUnder(world, ADA_PHONE)).toMatchObject({
      user_id: userId,
      state: 'active',
      held_since: null,
      external_user_id: NEW_ID,
    });
    expect([shownTo(world, userId), shownTo(world, 'ada')]).toEqual(['active', formerShows]);
    expect(danglingPointers(world)).toEqual([]);
    await world.receive(ADA_PHONE, 'by the phone', { otherAddress: NEW_ID });
    await world.receive(NEW_ID, 'by the id');
    expect(storedTexts(world)).toEqual([`${userId}: by the phone`, `${userId}: by the id`]);
    expect(await world.receive(ADA_ID, 'by the old id')).toMatchObject({ reply: 'please-link' });
  });

  it('speaks for the account that its id is linked to', async () => {
    await world.link('grace', NEW_ID);
    const received = await world.receive(ADA_PHONE, 'hello', { otherAddress: NEW_ID });
    expect(received).toMatchObject({ outcome: 'store', identity: 'suspended' });
    await world.receive(ADA_PHONE, 'again', { otherAddress: NEW_ID });
    expect(storedTexts(world)).toEqual(['grace: hello', 'grace: again']);
    expect([shownTo(world, 'ada'), shownTo(world, 'grace')]).toEqual(['suspended', 'active']);
  });

  it('may be suspended again after it was restored', async () => {
    const suspend = () => world.receive(ADA_PHONE, 'hello', { otherAddress: NEW_ID });
    await suspend();
    await world.changeMapping(ADA_PHONE, { state: 'active', held_since: null });
    expect(await suspend()).toMatchObject({ outcome: 'count', identity: 'suspended' });
  });

  it('stays blocked rather than suspended', async () => {
    await world.setMappingState('blocked');
    await world.receive(ADA_PHONE, 'hello', { otherAddress: NEW_ID });
    expect(mappingUnder(world, ADA_PHONE)).toMatchObject({ state: 'blocked', external_user_id: ADA_ID });
  });
});

describe('another business-scoped id that says nothing of the holder', () => {
  it.each([
    { why: 'seen through another sender of ours', sentTo: OTHER_SENDER, hasSighting: true },
    { why: 'of a link older than sightings', sentTo: SENDER, hasSighting: false },
  ])('is adopted: $why', async ({ sentTo, hasSighting }) => {
    await world.link('ada', ADA_PHONE, { otherAddress: ADA_ID });
    if (!hasSighting) await world.changeMapping(ADA_PHONE, { identity_seen: null });
    const options = { otherAddress: NEW_ID, sentTo };
    // a command teaches nothing
    expect(await world.receive(ADA_PHONE, 'STATUS', options)).toMatchObject({
      reply: 'status-linked',
      identity: null,
    });
    const received = await world.receive(ADA_PHONE, 'hello', options);
    expect(received).toMatchObject({ outcome: 'store', identity: 'adopted' });
    expect(mappingUnder(world, ADA_PHONE)).toMatchObject({ state: 'active', external_user_id: NEW_ID });
    expect(danglingPointers(world)).toEqual([]);
    expect(await world.receive(ADA_ID, 'by the old id')).toMatchObject({ reply: 'please-link' });
    await world.receive(NEW_ID, 'by the id');
    expect(storedTexts(world)).toEqual(['ada: hello', 'ada: by the id']);
  });

  it('moves a link that stands under the old id to the phone, which stays the same', async () => {
    await world.link('ada', ADA_ID);
    await world.receive(ADA_PHONE, 'my phone', { otherAddress: ADA_ID });
    const options = { otherAddress: NEW_ID, sentTo: OTHER_SENDER };
    expect(await world.receive(ADA_PHONE, 'hello', options)).toMatchObject({ identity: 'adopted' });
    await world.settle();
    expect(mappingUnder(world, ADA_ID)).toBeUndefined();
    expect(mappingUnder(world, ADA_PHONE)).toMatchObject({ user_id: 'ada', external_user_id: NEW_ID });
    expect(world.documents('whatsapp_links').get('ada')).toMatchObject({
      mapping_id: world.keyOf(ADA_PHONE),
      linked: { masked_number: '+15 ••• 01', state: 'active' },
    });
    expect(danglingPointers(world)).toEqual([]);
    await world.receive(NEW_ID, 'by the id');
    expect(storedTexts(world).at(-1)).toBe('ada: by the id');
    expect(await world.module.unlink.execute({ userId: 'ada' })).toEqual({ outcome: 'unlinked' });
  });
});

describe('a link under a business-scoped id', () => {
  it('is suspended when its phone shows another one', async () => {
    await world.link('ada', ADA_ID);
    await world.receive(ADA_PHONE, 'my phone', { otherAddress: ADA_ID });
    const received = await world.receive(ADA_PHONE, 'hello', { otherAddress: NEW_ID });
    expect(received).toMatchObject({ reply: 'how-to-link-again', identity: 'suspended' });
    expect([shownTo(world, 'ada'), storedTexts(world)]).toEqual(['suspended', ['ada: my phone']]);
    await world.link('grace', ADA_PHONE, { otherAddress: NEW_ID });
    expect([shownTo(world, 'ada'), shownTo(world, 'grace')]).toEqual([null, 'active']);
    expect([mappingUnder(world, ADA_ID), danglingPointers(world)]).toEqual([undefined, []]);
  });
});

describe('a number that is written in another way where it is hidden', () => {
  const [phone, asWaId] = ['whatsapp:+5491155550001', 'whatsapp:+541155550001'];

  it.each([
    { linkedBy: phone, learned: ADA_ID, from: ADA_ID, shows: asWaId },
    { linkedBy: ADA_ID, learned: asWaId, from: phone, shows: ADA_ID },
  ])('is that of the same person: linked by $linkedBy, seen as $from', async (scene) => {
    await world.link('ada', scene.linkedBy, { otherAddress: scene.learned });
    const received = await world.receive(scene.from, 'hello', { otherAddress: scene.shows });
    expect(received).toMatchObject({ outcome: 'store', identity: null });
    expect([shownTo(world, 'ada'), storedTexts(world)]).toEqual(['active', ['ada: hello']]);
  });
});

describe('a phone that somebody else has linked', () => {
  it('is not taken for the second address of an id', async () => {
    await world.link('ada', ADA_PHONE);
    await world.link('grace', GRACE_PHONE, { otherAddress: NEW_ID });
    const received = await world.receive(ADA_PHONE, 'hello', { otherAddress: NEW_ID });
    expect(received).toMatchObject({ outcome: 'store', identity: null });
    expect(mappingUnder(world, ADA_PHONE)).toMatchObject({ external_user_id: null });
    await world.receive(NEW_ID, 'by the id');
    expect(storedTexts(world)).toEqual(['ada: hello', 'grace: by the id']);
  });
});
