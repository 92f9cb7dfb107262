import { describe, expect, it } from 'vitest';
import { RedriveUseCase } from '../../../src/app/operating/redrive-use-case.ts';
import { parseWhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import type { InboundMessage } from '../../../src/domain/messaging/inbound-message.ts';
import { RecordingLogger } from '../../domain/shared/recording-logger.ts';
import { SENDER } from '../../support/test-configuration.ts';
import { worldWithEvents } from '../events/world-with-events.ts';
import { operatingPorts } from '../operating/operating-world.ts';
import { linkSilently, report } from '../outbox/outbox-scene.ts';
import { unknownOutcome } from '../support/fake-twilio.ts';
import { ADA_PHONE, aMessageSid, type LinkingWorld } from '../support/linking-world.ts';
import { failure, replied } from './processing-world.ts';

const INBOX = 'whatsapp_inbound_messages';
const FORGETFUL = { STORE_MESSAGE_BODIES: 'false' };

/** Everything that a person's message may bring; what the person wrote, or is told by, has "secret" in it. */
function aRichMessage(): InboundMessage {
  return {
    messageSid: aMessageSid(),
    sentTo: SENDER,
    sender: { address: parseWhatsAppAddress(ADA_PHONE), otherAddress: null, profileName: 'secret name' },
    type: 'interactive',
    body: 'secret words',
    media: [{ url: 'https://api.twilio.com/secret', contentType: 'image/png' }],
    location: { latitude: 1.25, longitude: 2.5, label: 'secret place', address: 'secret street' },
    button: { text: 'secret button', payload: 'secret payload', type: 'REPLY' },
    listReply: { id: 'secret-entry', title: 'secret entry' },
    flow: { data: '{"secret":1}', interactiveData: '{"secret":2}' },
    repliedTo: { messageSid: 'secret-sid', senderAddress: 'secret-address' },
    forwarded: 'forwarded',
    referral: {
      sourceType: 'ad',
      sourceId: 'secret-ad',
      sourceUrl: 'https://secret.example.com',
      headline: 'secret headline',
      body: 'secret text',
      clickId: 'secret-click',
      mediaCount: 1,
      mediaId: 'secret-id',
      mediaUrl: 'https://secret.example.com/1.png',
      mediaContentType: 'image/png',
    },
    optOutType: null,
  };
}

async function worldOfAda(parameters: Readonly<Record<string, string>>): Promise<LinkingWorld> {
  const world = await worldWithEvents('message.delivered', { parameters });
  await linkSilently(world, 'ada', ADA_PHONE);
  return world;
}

function isTold(world: LinkingWorld): boolean {
  return JSON.stringify(world.firestore.documents()).includes('secret');
}

describe('a conversation', () => {
  async function conversation(parameters: Readonly<Record<string, string>>) {
    const world = await worldOfAda(parameters);
    world.redeliveries = 20;
    world.twilio.nextOutcomes.push({ outcome: unknownOutcome(), taken: true });
    world.processor.onMessage = async () => replied('secret');
    for (const body of ['secret', 'secret']) await world.receive(ADA_PHONE, body);
    await world.addToOutbox('order-0001', { user_id: 'ada', body: 'secret'.repeat(500) });
    await world.settleInTime();
    const isKnownBefore = isTold(world);
    const outbox = world.documents('whatsapp_outbound_messages');
    for (const [id, { message_sids }] of outbox) {
      // each message of Twilio's has its SID there
      for (const sid of message_sids as string[]) await report(world, id, 'delivered', null, sid);
    }
    await world.settleInTime();
    const stateOf = ({ state, reason, step }: Readonly<Record<string, unknown>>) => [state, reason, step];
    return {
      happened: {
        processed: world.processor.messages.map(({ number, message }) => [number, message.body]),
        texts: world.twilio.textsTo(ADA_PHONE),
        events: world.processor.events.map(({ type, messageId }) => [
          type,
          messageId?.replace(/SM\w+/, 'SM'),
        ]),
        states: ['whatsapp_outbound_messages', INBOX].flatMap((name) =>
          [...world.documents(name).values()].map(stateOf),
        ),
      },
      isKnownBefore,
      isKnownAfter: isTold(world),
    };
  }

  it('is the same whether or not bodies are kept, but for what the database says afterwards', async () => {
    const kept = await conversation({});
    const erased = await conversation(FORGETFUL);
    expect(erased.happened).toEqual(kept.happened);
    expect(erased.happened.texts).toHaveLength(4);
    expect(kept).toMatchObject({ isKnownBefore: true, isKnownAfter: true });
    expect(erased).toMatchObject({ isKnownBefore: true, isKnownAfter: false });
  });
});

describe('what a person wrote', () => {
  it('is gone once it is processed, and a redelivery brings nothing back', async () => {
    const world = await worldOfAda(FORGETFUL);
    const message = aRichMessage();
    await world.module.receiveMessage.execute({ message });
    expect(isTold(world)).toBe(true);
    await world.settleInTime();
    expect(world.processor.messages).toMatchObject([{ message: { ...message } }]);
    expect(isTold(world)).toBe(false);
    const document = world.documents(INBOX).get(message.messageSid);
    expect(document).toMatchObject({
      user_id: 'ada',
      number: 1,
      state: 'processed',
      type: 'interactive',
      whatsapp_number: ADA_PHONE,
      sent_to: SENDER,
      location: null,
      content_hash: expect.stringMatching(/^[\w-]{22}$/) as string,
    });
    const repeated = await world.module.receiveMessage.execute({ message });
    expect(repeated).toMatchObject({ outcome: 'duplicate' });
    await world.settleInTime();
    expect(world.documents(INBOX).get(message.messageSid)).toEqual(document);
  });

  it('is kept as long as an operator may redrive it', async () => {
    const world = await worldOfAda(FORGETFUL);
    world.processor.onMessage = async () => failure({ isFinal: true });
    const message = aRichMessage();
    await world.module.receiveMessage.execute({ message });
    await world.settleInTime();
    expect(world.documents(INBOX).get(message.messageSid)).toMatchObject({
      state: 'dead',
      body: message.body,
    });
    world.processor.onMessage = async () => replied();
    const redrive = () =>
      new RedriveUseCase({
        ...operatingPorts(world),
        logger: new RecordingLogger(),
        queues: { outbound: world.queue, inbound: world.processQueue, events: world.eventQueue },
      }).execute({ kind: 'inbound', id: message.messageSid, dryRun: false });
    expect(await redrive()).toMatchObject({ outcome: 'redriven' });
    await world.settleInTime();
    expect(isTold(world)).toBe(false);
    expect(await redrive()).toEqual({ outcome: 'content-erased' });
  });
});
