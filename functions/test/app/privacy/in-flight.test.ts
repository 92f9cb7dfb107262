import { beforeEach, describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { deliverEvents, lastSidOf } from '../outbox/outbox-scene.ts';
import { postponed, refusedBy, unknownOutcome } from '../support/fake-twilio.ts';
import { ADA_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { worldWithEvents } from '../events/world-with-events.ts';
import { everything } from './full-life.ts';

const hello = { user_id: 'ada', body: 'Hello!' };

describe('what is under way while its user is erased', () => {
  let world: LinkingWorld;

  beforeEach(async () => {
    world = await worldWithEvents('link.created,message.failed,message.delivered,contact.opted_out');
    await world.link('ada', ADA_PHONE);
  });

  const erase = async () => {
    await world.module.eraseUser.execute({ userId: 'ada', requestedAt: world.clock.now() });
  };

  /** Nothing names her; the number itself may have been heard from since. */
  const nothingIsLeft = () =>
    expect(everything(world).filter((line) => /ada|5551110001/.test(line))).toEqual([]);

  it.each([
    ['accepted', null],
    ['refused', refusedBy(63024)],
    ['refused for an opt-out', refusedBy(21610)],
    ['postponed', postponed()],
    ['lost', unknownOutcome()],
  ])('a message that Twilio has %s', async (_, outcome) => {
    await world.settle();
    if (outcome !== null) world.twilio.nextOutcomes.push({ outcome });
    world.twilio.whileAnswering = erase;
    await world.addToOutbox('to-ada-1', hello);
    await deliverEvents(world);
    await world.module.sendMessage.execute({ messageId: 'to-ada-1', step: 0 });
    nothingIsLeft();
    expect(world.documents('whatsapp_contacts').size).toBe(0);
  });

  it('a search for a message that was lost', async () => {
    await world.settle();
    world.twilio.nextOutcomes.push({ outcome: unknownOutcome(), taken: true });
    await world.addToOutbox('to-ada-1', hello);
    await world.settle();
    world.clock.advance(60_000);
    const listSent = world.twilio.listSent.bind(world.twilio);
    world.twilio.listSent = async (to) => {
      await erase();
      return listSent(to);
    };
    await expect(world.settle()).rejects.toMatchObject({ code: 'message-not-due' });
    nothingIsLeft();
    await expect(world.settle()).rejects.toMatchObject({ code: 'outbound-message-not-found' });
  });

  it('a message that the product is processing, and its reply', async () => {
    await world.settle();
    world.processor.onMessage = async () => {
      await erase();
      const content = { kind: 'text', body: 'reply', mediaUrl: null } as const;
      return { kind: 'processed', replies: [{ content, fallbackTemplate: null }] };
    };
    await world.receive(ADA_PHONE, 'hello');
    await deliverEvents(world);
    nothingIsLeft();
    expect(world.processor.messages).toHaveLength(1);
  });

  it('a try to process a message, which fails', async () => {
    await world.settle();
    world.processor.onMessage = async () => {
      await erase();
      return { kind: 'failed', reason: 'endpoint-down', retryAfter: null, isFinal: false };
    };
    await world.receive(ADA_PHONE, 'hello');
    await deliverEvents(world);
    await world.settleInTime();
    expect(world.processor.messages).toHaveLength(1);
    nothingIsLeft();
  });

  it('an event that the product is told', async () => {
    world.processor.onEvent = async () => {
      await erase();
      return { kind: 'failed', reason: 'endpoint-down', retryAfter: null, isFinal: false };
    };
    await deliverEvents(world);
    nothingIsLeft();
    expect(world.processor.events).toHaveLength(1);
  });

  it('what comes late: reports, digits, the announcement, messages and codes', async () => {
    const events = world.takeEvents();
    await world.settle();
    await world.addToOutbox('to-ada-1', hello);
    await world.settle();
    const messageSid = lastSidOf(world, 'to-ada-1');
    const { requestId, code } = await world.start('ada');
    await erase();
    for (const state of ['delivered', 'undelivered'] as const) {
      const report = { messageId: 'to-ada-1', messageSid, state, providerCode: null };
      expect(await world.module.recordDelivery.execute(report)).toMatchObject({ outcome: 'unknown-message' });
    }
    for (const event of events) await world.deliver(event).catch(() => undefined);
    await expect(world.confirm('ada', requestId, '123456')).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
    expect(await world.receive(ADA_PHONE, formatLinkMessage(code))).toMatchObject({
      reply: 'link-code-refused',
    });
    expect(await world.receive(ADA_PHONE, 'hello?')).toMatchObject({ reply: 'please-link' });
    nothingIsLeft();
  });

  it('a link that is started with a token from before', async () => {
    const tokenIssuedAt = world.clock.now();
    world.clock.advance(1_000);
    await erase();
    const start = (issuedAt: number) =>
      world.module.startLink.execute({
        user: { userId: 'ada', isAnonymous: false, signedInAt: issuedAt },
        identity: { verifiedEmail: 'ada@example.com', phoneNumber: null },
        tokenIssuedAt: issuedAt,
      });
    await expect(start(tokenIssuedAt)).rejects.toMatchObject({ code: 'account-erased' });
    const exporting = world.module.exportUser.execute({ userId: 'ada', tokenIssuedAt });
    await expect(exporting).rejects.toMatchObject({ code: 'account-erased' });
    nothingIsLeft();
    expect(await start(world.clock.now())).toMatchObject({ outcome: 'started' });
  });
});
