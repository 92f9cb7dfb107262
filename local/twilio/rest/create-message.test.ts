import twilio from 'twilio';
import { describe, expect, it } from 'vitest';

import {
  ACCOUNT_SID,
  clientOf,
  PHONE,
  refusalOf,
  SENDER,
  startSimulator,
} from '../testing/simulator-fixture.ts';

const CONTENT_SID = `HX${'c'.repeat(32)}`;
const TEMPLATES = { [CONTENT_SID]: 'Hi {{1}}, {{2}}' };
const SERVICE = `MG${'b'.repeat(32)}`;
const text = { from: SENDER, to: PHONE, body: 'hi' };

describe('creating a message', () => {
  it('answers 201 with the whole resource', async () => {
    const { client, clock } = await startSimulator();
    const { statusCode, body } = await client.messages.createWithHttpInfo(text);
    expect(statusCode).toBe(201);
    expect(body.toJSON()).toEqual({
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/u) as string,
      accountSid: ACCOUNT_SID,
      apiVersion: '2010-04-01',
      body: 'hi',
      dateCreated: new Date(clock.now),
      dateUpdated: new Date(clock.now),
      dateSent: null,
      direction: 'outbound-api',
      errorCode: null,
      errorMessage: null,
      from: SENDER,
      to: PHONE,
      messagingServiceSid: null,
      numMedia: '0',
      numSegments: '1',
      price: null,
      priceUnit: null,
      status: 'queued',
      subresourceUris: { media: expect.stringContaining('/Media.json') as string },
      uri: expect.stringMatching(/^\/2010-04-01\/Accounts\/AC\w+\/Messages\/SM\w+\.json$/u) as string,
    });
  });

  it.each([
    ['no To', { ...text, to: '' }, 21604],
    ['a To that is no number', { ...text, to: 'whatsapp:5550100001' }, 21211],
    ['neither sender nor service', { to: PHONE, body: 'hi' }, 21603],
    ['a From that is no number', { ...text, from: 'whatsapp:me' }, 21212],
    ['two channels', { ...text, to: '+15550100001' }, 21910],
    ['the sender as To', { ...text, to: SENDER }, 63031],
    ['a From that is not ours', { ...text, from: 'whatsapp:+15550109999' }, 63007],
    ['an unknown service', { to: PHONE, body: 'hi', messagingServiceSid: SERVICE }, 21701],
    ['no content', { from: SENDER, to: PHONE }, 21619],
    ['1601 characters', { ...text, body: 'x'.repeat(1601) }, 21617],
    ['two media', { ...text, mediaUrl: ['https://a.example/1', 'https://a.example/2'] }, 21623],
    ['a medium without a URL', { ...text, mediaUrl: ['cat.png'] }, 21620],
    ['a ContentSid that is none', { from: SENDER, to: PHONE, contentSid: 'HX1' }, 21655],
    ['an unknown template', { from: SENDER, to: PHONE, contentSid: CONTENT_SID }, 21655],
    ['variables without a template', { ...text, contentVariables: '{}' }, 21654],
    [
      'variables that are no JSON',
      { from: SENDER, to: PHONE, contentSid: CONTENT_SID, contentVariables: '{' },
      21656,
    ],
    [
      'variables that are a list',
      { from: SENDER, to: PHONE, contentSid: CONTENT_SID, contentVariables: '[]' },
      21656,
    ],
    [
      'a variable that is no text',
      { from: SENDER, to: PHONE, contentSid: CONTENT_SID, contentVariables: '{"1":1}' },
      21656,
    ],
    ['a relative StatusCallback', { ...text, statusCallback: '/status' }, 21609],
    ['an underscore in the callback host', { ...text, statusCallback: 'https://my_host.example/' }, 21609],
    ['a schedule without a service', { ...text, scheduleType: 'fixed' as const, sendAt: new Date() }, 35118],
  ])('refuses %s', async (_name, parameters, code) => {
    const { simulator, client } = await startSimulator();
    const refusal = await refusalOf(client.messages.create(parameters));
    expect(refusal).toMatchObject({
      code,
      status: 400,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
    });
    expect(simulator.messages()).toEqual([]);
  });

  it('refuses a wrong auth token', async () => {
    const { simulator } = await startSimulator();
    const refusal = await refusalOf(clientOf(simulator, 'guessed').messages.create(text));
    expect(refusal).toMatchObject({ code: 20003, status: 401 });
  });

  it('accepts an API key', async () => {
    const apiKey = { sid: `SK${'d'.repeat(32)}`, secret: 'secret' };
    const { simulator } = await startSimulator({ apiKey });
    const client = twilio(apiKey.sid, apiKey.secret, { accountSid: ACCOUNT_SID });
    client.api.baseUrl = simulator.url;
    await expect(client.messages.create(text)).resolves.toMatchObject({ status: 'queued' });
  });

  it('reaches a business-scoped id', async () => {
    const { simulator, client } = await startSimulator();
    await client.messages.create({ ...text, to: 'whatsapp:US.123' });
    expect(simulator.messages('whatsapp:US.123')).toMatchObject([{ body: 'hi', via: 'api' }]);
  });

  it('through a Messaging Service is accepted before it has a sender', async () => {
    const { simulator, client } = await startSimulator({ messagingServiceSid: SERVICE });
    await simulator.receive({ From: PHONE, Body: 'hello' });
    const message = await client.messages.create({ messagingServiceSid: SERVICE, to: PHONE, body: 'hi' });
    expect(message).toMatchObject({
      status: 'accepted',
      from: null,
      messagingServiceSid: SERVICE,
      numSegments: '0',
    });
    await simulator.idle();
    expect(await client.messages(message.sid).fetch()).toMatchObject({ status: 'delivered', from: SENDER });
  });
});

describe('the 24-hour service window', () => {
  const DAY = 24 * 60 * 60 * 1000;

  it.each([
    ['right after a message', 0, text, 'delivered', null],
    ['at its last moment', DAY, text, 'delivered', null],
    ['after it', DAY + 1, text, 'failed', 63016],
    [
      'after it, for a template',
      DAY + 1,
      { from: SENDER, to: PHONE, contentSid: CONTENT_SID },
      'delivered',
      null,
    ],
    ['after it, for a template with a text', DAY + 1, { ...text, contentSid: CONTENT_SID }, 'failed', 63016],
  ])('%s', async (_name, elapsed, parameters, status, errorCode) => {
    const { simulator, client, clock } = await startSimulator({ templates: TEMPLATES });
    await simulator.receive({ From: PHONE, Body: 'hello' });
    clock.now += elapsed;
    const message = await client.messages.create(parameters);
    expect(message).toMatchObject({ status: 'queued', errorCode: null });
    await simulator.idle();
    expect(await client.messages(message.sid).fetch()).toMatchObject({ status, errorCode });
  });

  it('is closed to someone who never wrote', async () => {
    const { simulator, client } = await startSimulator();
    await client.messages.create(text);
    await simulator.idle();
    expect(simulator.messages(PHONE)).toMatchObject([{ status: 'failed', errorCode: 63016 }]);
  });

  it('is open for both addresses of one person', async () => {
    const { simulator, client } = await startSimulator();
    await simulator.receive({ From: PHONE, Body: 'hello', ExternalUserId: 'whatsapp:US.123' });
    await client.messages.create({ ...text, to: 'whatsapp:US.123' });
    await simulator.idle();
    expect(simulator.messages(PHONE)).toMatchObject([{ body: 'hello' }, { body: 'hi', status: 'delivered' }]);
    expect(simulator.messages('whatsapp:US.123')).toEqual(simulator.messages(PHONE));
  });
});

describe('a template', () => {
  it.each([
    [CONTENT_SID, { 1: 'Ana' }, 'Hi Ana, {{2}}'],
    [
      'HX00000000000000000000000000000001',
      { 1: 'Monday', 2: '9:00' },
      'Your appointment is on Monday at 9:00.',
    ],
  ])('%s shows its text and variables on the phone and in the log', async (contentSid, variables, body) => {
    const { simulator, client } = await startSimulator({ templates: TEMPLATES });
    const contentVariables = JSON.stringify(variables);
    const { sid } = await client.messages.create({ from: SENDER, to: PHONE, contentSid, contentVariables });
    expect(simulator.messages(PHONE)).toMatchObject([{ body }]);
    expect(await client.messages(sid).fetch()).toMatchObject({ body });
  });
});

it('shows the picture of a message on the phone', async () => {
  const { simulator, client } = await startSimulator();
  const mediaUrl = ['https://media.example/cat.png'];
  await expect(client.messages.create({ ...text, mediaUrl })).resolves.toMatchObject({ numMedia: '1' });
  expect(simulator.messages(PHONE)).toMatchObject([{ body: 'hi', mediaUrls: mediaUrl }]);
});
