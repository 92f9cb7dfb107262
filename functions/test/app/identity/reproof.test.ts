import { beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../../../src/domain/shared/clock.ts';
import { formatLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { worldWithEvents } from '../events/world-with-events.ts';
import { deliverEvents, stored } from '../outbox/outbox-scene.ts';
import { ADA_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { contactOf, mappingUnder, shownTo, storedTexts } from './identity-scene.ts';

let world: LinkingWorld;

async function linkedWith(parameters: Readonly<Record<string, string>>): Promise<void> {
  world = await worldWithEvents('contact.opted_out message.failed', { parameters });
  await world.link('ada', ADA_PHONE);
  await world.settle();
}

const unusedFor = (days: number) => world.clock.advance(days * DAY + 1);
const held = () => [mappingUnder(world, ADA_PHONE)?.['state'], shownTo(world, 'ada')];

async function send(id: string): Promise<unknown> {
  const template = { contentSid: `HX${'1'.repeat(32)}`, variables: {} };
  const content = { kind: 'template', template } as const;
  await world.module.submitMessage.execute({
    id,
    userId: 'ada',
    content,
    fallbackTemplate: null,
    expiresAt: null,
  });
  await world.settleInTime();
  const { state, reason } = stored(world, id);
  return [state, reason];
}

describe('a link that nobody has used for too long', () => {
  beforeEach(() => linkedWith({ REPROOF_AFTER_DAYS: '90' }));

  it('takes no message, and app, operator and product are told why', async () => {
    unusedFor(90);
    const heldSince = new Date(world.clock.now()).toISOString();
    expect(await send('order-0001')).toEqual(['suppressed', 'reproof_required']);
    expect(held()).toEqual(['reproof_required', 'reproof_required']);
    expect(mappingUnder(world, ADA_PHONE)).toMatchObject({ held_since: heldSince, outbox: {} });
    expect(world.processor.events).toMatchObject([{ type: 'message.failed', reason: 'reproof_required' }]);
    expect(await send('order-0002')).toEqual(['suppressed', 'reproof_required']);
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
  });

  it('takes no word of the person either, who is told how to link again', async () => {
    unusedFor(90);
    const received = await world.receive(ADA_PHONE, 'hello');
    expect(received).toMatchObject({ outcome: 'count', reply: 'how-to-link-again' });
    expect(received.replyText).toContain('Please link it again');
    expect([held(), storedTexts(world)]).toEqual([['reproof_required', 'reproof_required'], []]);
  });

  it.each([
    { body: 'STATUS', reply: 'how-to-link-again', after: 'reproof_required', optedOut: false },
    { body: 'HELP', reply: 'how-to-link-again', after: 'reproof_required', optedOut: false },
    { body: 'STOP', reply: 'opted-out', after: 'reproof_required', optedOut: true },
    { body: 'UNLINK', reply: 'unlinked', after: undefined, optedOut: false },
  ])('answers $body: $reply', async ({ body, reply, after, optedOut }) => {
    unusedFor(90);
    expect(await world.receive(ADA_PHONE, body)).toMatchObject({ reply });
    expect(held()).toEqual([after, after ?? null]);
    await world.settle();
    expect(world.processor.events).toEqual([]);
    expect(contactOf(world, ADA_PHONE)?.['opted_out'] === true).toBe(optedOut);
  });

  it('is repaired by linking again, by the code that is the first word', async () => {
    unusedFor(90);
    const { code, requestId } = await world.start('ada');
    const claim = await world.receive(ADA_PHONE, formatLinkMessage(code));
    expect([claim.reply, ...held()]).toEqual(['link-claimed', 'reproof_required', 'reproof_required']);
    await world.confirm('ada', requestId, /\d{6}/.exec(claim.replyText ?? '')?.[0] ?? '');
    expect(held()).toEqual(['active', 'active']);
    expect(await send('order-0001')).toEqual(['accepted', null]);
  });

  it('is in use by the link itself and by each message of the person', async () => {
    world.clock.advance(90 * DAY);
    await world.receive(ADA_PHONE, 'hello');
    world.clock.advance(90 * DAY);
    expect(await send('order-0001')).toEqual(['accepted', null]);
    await world.receive(ADA_PHONE, 'again');
    expect(storedTexts(world)).toEqual(['ada: hello', 'ada: again']);
  });

  it('does not keep from a number what is about its link', async () => {
    unusedFor(90);
    await world.module.unlink.execute({ userId: 'ada' });
    await deliverEvents(world);
    expect([...world.documents('whatsapp_outbound_messages').values()]).not.toContainEqual(
      expect.objectContaining({ reason: 'reproof_required' }),
    );
  });
});

describe('REPROOF_AFTER_DAYS=0', () => {
  it('never asks for proof anew', async () => {
    await linkedWith({});
    unusedFor(3_000);
    expect(await send('order-0001')).toEqual(['accepted', null]);
    expect((await world.receive(ADA_PHONE, 'hello')).outcome).toBe('store');
    expect(held()).toEqual(['active', 'active']);
  });
});
