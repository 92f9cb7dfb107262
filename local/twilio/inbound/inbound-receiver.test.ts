import { describe, expect, it } from 'vitest';

import { PHONE, SENDER, ACCOUNT_SID, startSimulator } from '../testing/simulator-fixture.ts';
import { answer, twiml } from '../testing/webhook-server.ts';
import { TwilioSimulator } from '../twilio-simulator.ts';

const hello = { From: PHONE, Body: 'hello' };

describe('a message from a phone', () => {
  it('reaches the webhook signed and with the whole parameter set', async () => {
    const { simulator, webhook } = await startSimulator({}, '#rc=0');
    const { messageSid } = await simulator.receive(hello);
    const [request] = webhook.received;
    expect(request).toMatchObject({ method: 'POST', isGenuine: true });
    expect(request?.headers['content-type']).toContain('application/x-www-form-urlencoded');
    expect(request?.headers['i-twilio-idempotency-token']).toMatch(/^[0-9a-f]{32}$/u);
    expect(messageSid).toMatch(/^SM[0-9a-f]{32}$/u);
    expect(Object.fromEntries(request?.parameters ?? [])).toEqual({
      MessageSid: messageSid,
      SmsSid: messageSid,
      SmsMessageSid: messageSid,
      SmsStatus: 'received',
      AccountSid: ACCOUNT_SID,
      ApiVersion: '2010-04-01',
      From: PHONE,
      To: SENDER,
      Body: 'hello',
      NumMedia: '0',
      NumSegments: '1',
      ReferralNumMedia: '0',
      MessageType: 'text',
      ProfileName: 'Ben',
      WaId: '15550100001',
      ExternalUserId: expect.stringMatching(/^whatsapp:US\.\d+$/u) as string,
      ChannelMetadata: '{"type":"whatsapp","data":{"context":{"ProfileName":"Ben","WaId":"15550100001"}}}',
    });
  });

  it('carries one business-scoped id a phone, whatever the message', async () => {
    const { simulator, webhook } = await startSimulator();
    await simulator.receive(hello);
    await simulator.receive({ From: PHONE, Body: 'again' });
    await simulator.receive({ From: 'whatsapp:+15550100002', Body: 'someone else' });
    const [first, second, other] = webhook.values('ExternalUserId');
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });

  it('may come from a business-scoped id without a phone', async () => {
    const { simulator, webhook } = await startSimulator();
    await simulator.receive({ From: 'whatsapp:US.123', Body: 'hello' });
    expect(webhook.received[0]?.isGenuine).toBe(true);
    expect(webhook.values('ExternalUserId')).toEqual(['whatsapp:US.123']);
    expect(webhook.values('WaId')).toEqual(['']);
  });

  it('takes other parameters, repeats a list and leaves out a null', async () => {
    const { simulator, webhook } = await startSimulator();
    await simulator.receive({
      ...hello,
      ProfileName: 'Zoë',
      Extra: ['b', 'a', 'b'],
      WaId: null,
      ReferralMediaUrl: 'https://ads.example/cat.png',
      __proto__x: '1',
    });
    const parameters = webhook.received[0]?.parameters;
    expect(webhook.received[0]?.isGenuine).toBe(true);
    expect(parameters?.get('ProfileName')).toBe('Zoë');
    expect(parameters?.getAll('Extra')).toEqual(['b', 'a', 'b']);
    expect(parameters?.has('WaId')).toBe(false);
    expect(parameters?.get('ReferralNumMedia')).toBe('1');
    expect(parameters?.get('ChannelMetadata')).toContain('Zoë');
  });

  it.each([
    [{ NumMedia: '1', MediaContentType0: 'image/png' }, 'image'],
    [{ NumMedia: '1', MediaContentType0: 'application/pdf' }, 'document'],
    [{ Latitude: '1', Longitude: '2' }, 'location'],
    [{ MediaContentType0: 'text/vcard' }, 'contacts'],
    [{ ButtonPayload: 'yes', ButtonText: 'Yes', ButtonType: 'REPLY' }, 'button'],
    [{ ListId: 'monday', ListTitle: 'Monday' }, 'interactive'],
    [{ InteractiveData: '{}', FlowData: '{}' }, 'interactive'],
  ])('is of the type that %o makes it', async (extra, type) => {
    const { simulator, webhook } = await startSimulator();
    await simulator.receive({ From: PHONE, Body: '', ...extra });
    expect(webhook.values('MessageType')).toEqual([type]);
  });

  it('is cut to 1600 characters, as Twilio does', async () => {
    const { simulator, webhook } = await startSimulator();
    await simulator.receive({ From: PHONE, Body: 'x'.repeat(1601) });
    expect(webhook.values('Body')).toEqual(['x'.repeat(1600)]);
    expect(simulator.debuggerEntries().map(({ code }) => code)).toEqual([21617]);
  });

  it('is answered on the phone by what TwiML says', async () => {
    const { simulator, webhook } = await startSimulator();
    webhook.answerNext(twiml('Hi & <welcome>', 'Second'));
    const result = await simulator.receive(hello);
    expect(result).toMatchObject({ status: 200, contentType: 'text/xml', attempts: 1, errors: [] });
    expect(result.replies).toEqual(['Hi & <welcome>', 'Second']);
    await simulator.idle();
    expect(simulator.messages(PHONE)).toMatchObject([
      { direction: 'from-phone', via: 'phone', body: 'hello', status: 'received', from: PHONE, to: SENDER },
      { direction: 'to-phone', via: 'webhook-reply', body: 'Hi & <welcome>', status: 'delivered', to: PHONE },
      { direction: 'to-phone', via: 'webhook-reply', body: 'Second', status: 'delivered', from: SENDER },
    ]);
  });

  it('is answered by plain text too, so that a careless "OK" is seen', async () => {
    const { simulator, webhook } = await startSimulator();
    webhook.answerNext(answer(200, 'text/plain', 'OK'));
    expect((await simulator.receive(hello)).replies).toEqual(['OK']);
    expect(simulator.messages(PHONE).at(-1)?.body).toBe('OK');
  });

  it('stays on the phone once when it is delivered again', async () => {
    const { simulator, webhook, clock } = await startSimulator();
    const { messageSid } = await simulator.receive(hello);
    const shown = simulator.messages(PHONE);
    clock.now += 60_000;
    await simulator.receive({ ...hello, MessageSid: messageSid });
    expect(webhook.values('MessageSid')).toEqual([messageSid, messageSid]);
    expect(shown).toHaveLength(1);
    expect(simulator.messages(PHONE)).toEqual(shown);
  });

  it('just stays in the log where no webhook is configured', async () => {
    const alone = await TwilioSimulator.start({ accountSid: ACCOUNT_SID, authToken: 'x', sender: SENDER });
    const result = await alone.receive(hello);
    expect(result).toMatchObject({ status: null, contentType: null, replies: [], attempts: 0, errors: [] });
    expect(alone.messages(PHONE)).toHaveLength(1);
    await alone.stop();
  });

  it.each([
    [{}, 'From'],
    [{ From: PHONE }, 'Body'],
    [{ Body: 'hi' }, 'From'],
    [{ From: '', Body: 'hi' }, 'From'],
    [{ From: PHONE, Body: null }, 'Body'],
  ])('is refused as %o, and nothing is sent', async (parameters, field) => {
    const { simulator, webhook } = await startSimulator();
    await expect(simulator.receive(parameters)).rejects.toThrow(field);
    expect(webhook.received).toEqual([]);
    expect(simulator.messages()).toEqual([]);
  });

  it('is delivered as often at once as a fault says', async () => {
    const { simulator, webhook } = await startSimulator();
    simulator.faults.inject({ inbound: { duplicate: 4 } });
    webhook.answerAlways(twiml('Hi'));
    const result = await simulator.receive(hello);
    expect(new Set(webhook.values('MessageSid'))).toEqual(new Set([result.messageSid]));
    expect(result).toMatchObject({ attempts: 5, replies: ['Hi', 'Hi', 'Hi', 'Hi', 'Hi'] });
    expect(simulator.messages(PHONE).filter(({ direction }) => direction === 'from-phone')).toHaveLength(1);
  });

  it('that a fault loses is only in the log, from where it can be read later', async () => {
    const { simulator, webhook, client } = await startSimulator();
    simulator.faults.inject({ inbound: { loss: 1 } });
    const { messageSid, ...result } = await simulator.receive(hello);
    expect(result).toEqual({ status: null, contentType: null, replies: [], attempts: 0, errors: [] });
    expect(webhook.received).toEqual([]);
    expect(await client.messages.list({ to: SENDER })).toMatchObject([
      { sid: messageSid, direction: 'inbound', from: PHONE, body: 'hello', status: 'received' },
    ]);
  });

  it('is held back as long as a fault says', async () => {
    const waits: number[] = [];
    const delay = (milliseconds: number): Promise<void> => Promise.resolve(void waits.push(milliseconds));
    const { simulator } = await startSimulator({ delay });
    simulator.faults.inject({ inbound: { delayMs: 700 } });
    await simulator.receive(hello);
    expect(waits).toEqual([700]);
  });

  it('is reported when the replies to one phone look like a loop', async () => {
    const { simulator, webhook, clock } = await startSimulator();
    webhook.answerAlways(twiml('Hi'));
    for (let count = 0; count < 15; count += 1) await simulator.receive(hello);
    expect(simulator.debuggerEntries()).toEqual([]);
    await simulator.receive(hello);
    expect(simulator.debuggerEntries().map(({ code }) => code)).toEqual([14107]);
    clock.now += 30_000;
    await simulator.receive(hello);
    expect(simulator.debuggerEntries()).toHaveLength(1);
  });
});

describe('Advanced Opt-Out', () => {
  it('answers by itself, tells the webhook, and refuses what is sent afterwards', async () => {
    const { simulator, webhook, client } = await startSimulator({ advancedOptOut: true });
    await simulator.receive({ From: PHONE, Body: ' stop ' });
    expect(webhook.values('OptOutType')).toEqual(['STOP']);
    expect(simulator.messages(PHONE).at(-1)).toMatchObject({ via: 'twilio', direction: 'to-phone' });
    const send = () => client.messages.create({ from: SENDER, to: PHONE, body: 'hi' });
    await expect(send()).rejects.toMatchObject({ code: 21610, status: 400 });
    await simulator.receive({ From: PHONE, Body: 'START' });
    await expect(send()).resolves.toMatchObject({ status: 'queued' });
  });

  it('is off unless asked for', async () => {
    const { simulator, webhook } = await startSimulator();
    await simulator.receive({ From: PHONE, Body: 'STOP' });
    expect(webhook.values('OptOutType')).toEqual([null]);
    expect(simulator.messages(PHONE)).toHaveLength(1);
  });

  it('lets a Messaging Service accept first and fail later', async () => {
    const messagingServiceSid = `MG${'b'.repeat(32)}`;
    const { simulator, client } = await startSimulator({ advancedOptOut: true, messagingServiceSid });
    await simulator.receive({ From: PHONE, Body: 'STOP' });
    const { sid, status } = await client.messages.create({ messagingServiceSid, to: PHONE, body: 'hi' });
    expect(status).toBe('accepted');
    await simulator.idle();
    expect(simulator.messages(PHONE).find((message) => message.sid === sid)).toMatchObject({
      status: 'failed',
      errorCode: 21610,
    });
  });
});
