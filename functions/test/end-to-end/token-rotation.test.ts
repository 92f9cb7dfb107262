import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoReply } from '../../../local/product/echo-reply.ts';
import { runFast } from '../../../local/soak/fast-time.ts';
import { linkPeople } from '../../../local/soak/linked-person.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { settle } from '../../../local/world/settle.ts';
import { Conversation } from './support/conversation.ts';
import { signatureOf, WebhookCaller } from './support/webhook-caller.ts';

const FORMER = localIdentity.authToken;
const NEW = '00000000000000000000000000000003';

let world: LocalWorld;
let conversations: readonly Conversation[];
const refused = Promise.withResolvers<never>();

beforeAll(async () => {
  world = await LocalWorld.start({
    functionsIn: 'process',
    productReply: echoReply,
    parameters: { LINK_CONFIRMATION: 'off', FORWARD_EVENTS: 'none' },
  });
  const people = await linkPeople(world, 2);
  await settle(world);
  conversations = people.map(({ phone }) => new Conversation(world, phone));
  world.simulator.onTraffic(({ summary, status }) => {
    if (status !== null && status >= 400) refused.reject(new Error(`${summary}: ${status}`));
  });
  await Promise.race([talkDuring(rotate), refused.promise]);
}, 60_000);

afterAll(() => world.stop());

async function rotate(): Promise<void> {
  await everybodyIsAnswered();
  world.simulator.authTokens.addSecondary(NEW);
  await deploy(NEW, FORMER);
  world.simulator.authTokens.promoteSecondary();
  await everybodyIsAnswered();
  await deploy(NEW);
}

async function deploy(...tokens: readonly string[]): Promise<void> {
  await world.functionsProcess?.deploy({ TWILIO_AUTH_TOKENS: tokens.join(',') });
  await everybodyIsAnswered();
}

/** Resolves when each person has sent a message and got the answer, both after this call. */
async function everybodyIsAnswered(): Promise<void> {
  await Promise.all(conversations.map((conversation) => conversation.nextAnswer()));
}

async function talkDuring(work: () => Promise<void>): Promise<void> {
  const stopTheRush = runFast(world.clock, 20);
  const talking = conversations.map((conversation) => conversation.goOn());
  await work();
  for (const conversation of conversations) conversation.end();
  await Promise.all(talking);
  stopTheRush();
  await settle(world);
}

describe('a rotation of the auth token', () => {
  it('goes unnoticed by those who write meanwhile', () => {
    for (const { sent, answers } of conversations) {
      expect(answers).toEqual(sent.map((text) => `You wrote: ${text}`));
    }
    for (const { data } of world.firestore.documents('whatsapp_outbound_messages')) {
      expect(data).toMatchObject({ state: 'accepted', attempts: [{ outcome: 'accepted' }] });
      // of its two reports the hand-over of the port may cut one off, which is no refusal
      expect(JSON.stringify(data['delivery'])).toContain('"rank":');
    }
  });

  it.each([
    ['refuses the former token', FORMER, 403],
    ['takes the new one', NEW, 200],
  ])('ends with a webhook that %s', async (_, token, status) => {
    const twilio = new WebhookCaller(`${world.functionsBaseUrl}/twilioWebhook`);
    const message = twilio.message();
    const headers = { 'x-twilio-signature': signatureOf(message, twilio.url, token) };
    expect(await twilio.post(message, headers)).toMatchObject({ status });
  });
});
