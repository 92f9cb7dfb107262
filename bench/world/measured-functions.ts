import { randomUUID } from 'node:crypto';
import { unsignedToken } from '../../local/auth/unsigned-token.ts';
import type { BenchWorld } from './bench-world.ts';
import {
  callable,
  http,
  inbound,
  scheduled,
  task,
  trigger,
  type FirstRequest,
  type MeasuredFunction,
} from './first-request.ts';
import {
  linkedPerson,
  newPerson,
  openRequest,
  queuedMessage,
  receive,
  sendCode,
  type Person,
} from './person.ts';
import { deliveredForm, inboundForm, signedRequest } from './twilio-request.ts';

/** Every deployed function, with a request that makes it do its whole work. */
export const measuredFunctions: readonly MeasuredFunction[] = [
  http('twilioWebhook', async (world) => {
    const { phone } = await linkedPerson(world);
    return inbound(world, phone);
  }),
  http('twilioStatus', deliveryReport),
  callable('startLink', async (world) => ({ person: newPerson(world), data: {}, expects: 'requestId' })),
  callable('confirmLink', async (world) => {
    const person = newPerson(world);
    const { requestId, code } = await openRequest(world, person);
    const confirmationNumber = await sendCode(world, person, code);
    return { person, data: { requestId, confirmationNumber }, expects: 'maskedNumber' };
  }),
  callable('cancelLink', async (world) => {
    const person = newPerson(world);
    const { requestId } = await openRequest(world, person);
    return { person, data: { requestId }, expects: '"canceled":true' };
  }),
  callable('unlink', async (world) => ({
    person: await linkedPerson(world),
    data: {},
    expects: '"unlinked":true',
  })),
  callable('exportMyData', async (world) => ({
    person: await linkedPerson(world),
    data: {},
    expects: 'result',
  })),
  callable('sendMessage', async (world) => {
    const person = await linkedPerson(world);
    const data = { id: randomUUID(), userId: person.userId, body: 'Your table is ready.' };
    const trusted = { ...person, idToken: withClaim(person.idToken, world.module.config.sendMessageClaim) };
    return { person: trusted, data, expects: '"alreadySubmitted":false' };
  }),
  trigger('onUserMappingCreated', async (world) => void (await linkedPerson(world))),
  trigger('onInboundMessageCreated', async (world) => void (await textFrom(world))),
  trigger(
    'onOutboundMessageCreated',
    async (world) => void (await queuedMessage(world, await linkedPerson(world))),
  ),
  trigger('onEventCreated', async (world) => void (await linkedPerson(world))),
  trigger('onUserDeleted', async (world) => {
    const { userId } = await linkedPerson(world);
    world.services.auth.deleteUser(userId);
  }),
  task('processInboundMessage', async (world) => ({
    userId: (await textFrom(world)).userId,
    messageSid: null,
  })),
  task('sendOutboundMessage', async (world) => ({
    messageId: await queuedMessage(world, await linkedPerson(world)),
    step: 0,
  })),
  task('deliverEvent', async (world) => {
    await linkedPerson(world);
    await world.settled();
    const { headers } = world.events.take('onEventCreated');
    return { eventId: headers['ce-document']?.split('/').at(-1) };
  }),
  http('sweepMessages', async () => scheduled()),
  http('backfillInbound', async () => scheduled()),
];

async function textFrom(world: BenchWorld): Promise<Person> {
  const person = await linkedPerson(world);
  await receive(world, inboundForm(person.phone, 'Is my order on its way?'));
  return person;
}

async function deliveryReport(world: BenchWorld): Promise<FirstRequest> {
  const person = await linkedPerson(world);
  const messageId = await queuedMessage(world, person);
  await world.module.sendMessage.execute({ messageId, step: 0 });
  const sent = world.services.firestore
    .documents('whatsapp_outbound_messages')
    .find(({ path }) => path.endsWith(messageId));
  const [messageSid] = [sent?.data['message_sids']].flat();
  if (typeof messageSid !== 'string') throw new Error('The message of the benchmark was not sent.');
  const form = deliveredForm(messageSid, person.phone);
  return {
    sent: signedRequest(world, { functionName: 'twilioStatus', form, query: `?oid=${messageId}` }),
    isRight: ({ status }) => status === 204,
  };
}

function withClaim(idToken: string, claim: string): string {
  const payload = Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString();
  // made by the local sign-in
  return unsignedToken({ ...(JSON.parse(payload) as object), [claim]: true });
}
