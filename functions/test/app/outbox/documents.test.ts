import { getFirestore } from 'firebase-admin/firestore';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enqueueMessage } from '../../../src/infra/firestore/enqueue-message.ts';
import { ADA_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { stored, TEMPLATE, TEMPLATE_TEXT, worldOfAda } from './outbox-scene.ts';

let world: LinkingWorld;

let added = 0;

function anId(): string {
  added += 1;
  return `order-${String(added).padStart(4, '0')}`;
}

const text = { user_id: 'ada', body: 'Your order is ready.' };

describe('a document that a product adds', () => {
  beforeEach(async () => {
    world = await worldOfAda();
  });

  it('is sent as the text, the medium or the template that it names', async () => {
    await world.addToOutbox('order-0001', text);
    await world.addToOutbox('order-0002', { ...text, media_url: 'https://media.example.com/1.png' });
    await world.addToOutbox('order-0003', { user_id: 'ada', template: TEMPLATE });
    await world.settleInTime();
    expect(world.twilio.contentsTo(ADA_PHONE)).toEqual([
      { kind: 'text', body: text.body, mediaUrl: null },
      { kind: 'text', body: text.body, mediaUrl: 'https://media.example.com/1.png' },
      { kind: 'template', template: { contentSid: TEMPLATE.content_sid, variables: { 1: 'Ada' } } },
    ]);
    expect(stored(world, 'order-0001')).toMatchObject({ ...text, state: 'accepted', parts: 1, part: 0 });
  });

  it('can be found by the sweep before anybody has sent it, unless it has changed meanwhile', async () => {
    await world.addToOutbox('order-0001', text);
    const [event] = world.takeEvents();
    if (event === undefined) throw new Error('The document was created.');
    await world.deliver(event);
    expect(stored(world, 'order-0001')).toMatchObject({ ...text, state: 'queued', step: 0 });
    expect(stored(world, 'order-0001')).toHaveProperty('next_at');
    await world.settle();
    const accepted = stored(world, 'order-0001');
    await world.deliver(event);
    await world.settle();
    expect(stored(world, 'order-0001')).toEqual(accepted);
  });

  it('is sent once, however often its event comes', async () => {
    await world.addToOutbox('order-0001', text);
    const events = world.takeEvents();
    for (const event of [...events, ...events]) await world.deliver(event);
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([text.body]);
    await expect(world.addToOutbox('order-0001', text)).rejects.toMatchObject({ code: 6 });
  });

  it('may be dropped before it is sent', async () => {
    await world.addToOutbox('order-0001', text);
    world.takeEvents();
    await getFirestore().doc('whatsapp_outbound_messages/order-0001').delete();
    const event = { messageId: 'order-0001', createdAt: world.clock.now(), revision: '1.0' };
    await world.module.enqueueMessage.execute({ ...event, isTakenUp: false });
    const [task] = world.queue.due(world.clock.now());
    if (task === undefined) throw new Error('The event has queued it.');
    await expect(world.module.sendMessage.execute(task)).rejects.toMatchObject({
      code: 'outbound-message-not-found',
    });
    expect(world.documents('whatsapp_outbound_messages').size).toBe(0);
  });
});

describe('a document that cannot be sent', () => {
  beforeAll(async () => {
    world = await worldOfAda();
  });

  const variables = { content_sid: TEMPLATE.content_sid, variables: { 1: 2 } };

  it.each<{ fields: Record<string, unknown>; id?: string; problems: readonly RegExp[] }>([
    { fields: { body: 'hi' }, problems: [/^user_id is missing, or no text/] },
    { fields: { user_id: 'a/b', body: 'hi' }, problems: [/^user_id is not the id of a user/] },
    { fields: { user_id: 'ada' }, problems: [/^body is missing, and so is template/] },
    { fields: { user_id: 'ada', body: ' \n' }, problems: [/^body is empty/] },
    { fields: { user_id: 'ada', body: 'x'.repeat(16_001) }, problems: [/^body has more than 16000/] },
    { fields: { ...text, template: TEMPLATE }, problems: [/^template goes without body/] },
    { fields: { ...text, media_url: 'http://media.example.com' }, problems: [/^media_url is not .* https/] },
    { fields: { ...text, fallback_template: {} }, problems: [/^fallback_template.content_sid /] },
    { fields: { ...text, expires_at: 'tomorrow' }, problems: [/^expires_at /] },
    { fields: { user_id: 'ada', template: { content_sid: 'HX1' } }, problems: [/^template.content_sid is/] },
    { fields: { user_id: 'ada', template: variables }, problems: [/^template.variables.1 is not a text/] },
    {
      fields: { user_id: 'ada', template: { ...TEMPLATE, variables: { ['x'.repeat(101)]: 'Ada' } } },
      problems: [/^template.variables has a name/],
    },
    {
      fields: {
        user_id: 'ada',
        template: TEMPLATE,
        media_url: 'https://a.example',
        fallback_template: TEMPLATE,
      },
      problems: [/^media_url goes with a body only/, /^fallback_template goes with a body only/],
    },
    { fields: { ...text, mediaUrl: 'x', cc: 'y' }, problems: [/^mediaUrl is no field/, /^cc is no field/] },
    { fields: { ...text, content_hash: 'x' }, problems: [/^content_hash is no field/] },
    { fields: text, id: 'an order', problems: [/^the document's id is not/] },
    { fields: { ...text, to: '+15551110001' }, problems: [/^to is not a WhatsApp address/] },
    { fields: { ...text, state: 'new', step: -1 }, problems: [/^state /, /^step /] },
    { fields: { body: 1, cc: 'y' }, id: 'short', problems: [/'s id is not/, /^user_id /, /^body /, /^cc /] },
  ])('ends as failed, with each problem in it: $problems', async ({ fields, id = anId(), problems }) => {
    await world.addToOutbox(id, fields);
    await world.settleInTime();
    const document = stored(world, id);
    expect(document).toMatchObject({ state: 'failed', reason: 'invalid-document', next_at: null });
    expect(document['advice']).toContain('problems');
    expect(document['problems']).toEqual(problems.map((problem) => expect.stringMatching(problem) as string));
    expect(document).not.toHaveProperty('attempts');
  });

  it('keeps no other message from being sent', async () => {
    await world.addToOutbox(anId(), { user_id: 'ada' });
    await world.addToOutbox(anId(), { ...text, user_id: 'nobody' });
    const id = anId();
    await world.addToOutbox(id, { user_id: 'ada', template: TEMPLATE });
    await world.settleInTime();
    expect(stored(world, id)).toMatchObject({ state: 'accepted' });
  });
});

it('takes a text that was cut inside an emoji as far as it can be read', async () => {
  world = await worldOfAda();
  const template = { contentSid: TEMPLATE.content_sid, variables: { 1: 'cut \ud83d' } };
  const message = { userId: 'ada', expiresAt: null, fallbackTemplate: null };
  const contents = [
    { kind: 'text', body: 'cut \ud83d', mediaUrl: null } as const,
    { kind: 'template', template } as const,
  ];
  for (const content of contents)
    await world.module.submitMessage.execute({ ...message, id: anId(), content });
  await world.settleInTime();
  expect(world.twilio.contentsTo(ADA_PHONE)).toMatchObject([
    { body: 'cut \ufffd' },
    { template: { variables: { 1: 'cut \ufffd' } } },
  ]);
});

describe('enqueueMessage', () => {
  beforeEach(async () => {
    world = await worldOfAda();
  });

  it('adds nothing under an id that leads out of the outbox', async () => {
    const message = { id: 'order-0001/parts/part-0001', userId: 'ada', body: 'Hello!' };
    await expect(enqueueMessage(getFirestore(), message)).rejects.toThrow(RangeError);
    expect(world.firestore.documents('whatsapp_outbound_messages')).toEqual([]);
  });

  it('adds a message once', async () => {
    const message = { id: 'order-0001', userId: 'ada', body: 'Hello!', expiresAt: new Date('2026-12-24') };
    expect(await enqueueMessage(getFirestore(), message)).toBe('queued');
    expect(await enqueueMessage(getFirestore(), { ...message, body: 'Again!' })).toBe('known');
    await enqueueMessage(getFirestore(), {
      id: 'order-0002',
      userId: 'ada',
      template: { contentSid: TEMPLATE.content_sid },
    });
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Hello!', TEMPLATE_TEXT]);
    expect(stored(world, 'order-0001')).toMatchObject({ expires_at: '2026-12-24T00:00:00.000Z' });
    expect(stored(world, 'order-0001')).toHaveProperty('delete_at');
  });

  it('passes on the medium and the template for when free text may not be sent', async () => {
    const fallbackTemplate = { contentSid: TEMPLATE.content_sid, variables: { 1: 'Ada' } };
    const mediaUrl = 'https://media.example.com/1.png';
    await enqueueMessage(getFirestore(), {
      id: 'order-0001',
      userId: 'ada',
      body: 'Hello!',
      mediaUrl,
      fallbackTemplate,
    });
    expect(stored(world, 'order-0001')).toMatchObject({ media_url: mediaUrl, fallback_template: TEMPLATE });
  });
});
