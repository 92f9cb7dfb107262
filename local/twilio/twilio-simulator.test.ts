import { describe, expect, it } from 'vitest';

import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  PHONE,
  refusalOf,
  SENDER,
  startSimulator,
} from './testing/simulator-fixture.ts';
import { hang, twiml } from './testing/webhook-server.ts';
import { TwilioSimulator, type TwilioTraffic } from './twilio-simulator.ts';

const account = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, sender: SENDER };

describe('starting and stopping', () => {
  it('names the port that is taken and what it was for', async () => {
    const { simulator } = await startSimulator();
    await expect(TwilioSimulator.start({ ...account, port: simulator.port })).rejects.toThrow(
      new RegExp(`Port ${simulator.port} .*Twilio simulator`, 'u'),
    );
  });

  it('frees its port at once, whatever is under way', async () => {
    const { simulator, webhook, client } = await startSimulator({
      delay: () => new Promise(() => undefined),
    });
    webhook.answerAlways(hang);
    const arrived = Promise.withResolvers<void>();
    webhook.answerNext(() => arrived.resolve());
    const receiving = simulator.receive({ From: PHONE, Body: 'hello' });
    await arrived.promise;
    await client.messages.create({ from: SENDER, to: PHONE, body: 'hi' });
    await simulator.stop();
    expect(await receiving).toMatchObject({ status: null, replies: [] });
    expect(simulator.messages(PHONE).at(-1)).toMatchObject({ body: 'hi', status: 'queued' });
    const next = await TwilioSimulator.start({ ...account, port: simulator.port });
    expect(next.port).toBe(simulator.port);
    await next.stop();
  });

  it('breaks the connection of a call that it leaves hanging', async () => {
    const { simulator, client } = await startSimulator();
    const hanging = Promise.withResolvers<void>();
    simulator.onTraffic(() => hanging.resolve());
    simulator.faults.inject({ create: 'hang' });
    const creating = refusalOf(client.messages.create({ from: SENDER, to: PHONE, body: 'hi' }));
    await hanging.promise;
    await simulator.stop();
    expect(await creating).toMatchObject({ code: 'ECONNRESET' });
  });

  it('reports every problem of its options at once', async () => {
    const wrong = { accountSid: 'AC1', authToken: '', sender: '+15550100000', messagingServiceSid: 'MG1' };
    await expect(TwilioSimulator.start(wrong)).rejects.toThrow(
      /accountSid.*authToken.*sender.*messagingServiceSid/u,
    );
  });

  it('refuses a webhook that is no URL', async () => {
    await expect(TwilioSimulator.start({ ...account, webhookUrl: '/inbound' })).rejects.toThrow('/inbound');
    const { simulator } = await startSimulator();
    expect(() => simulator.useWebhook('ftp://example.com')).toThrow('ftp://example.com');
  });
});

describe('the traffic', () => {
  it('shows every exchange in both directions', async () => {
    const { simulator, webhook, client, clock } = await startSimulator();
    const traffic: TwilioTraffic[] = [];
    const unsubscribe = simulator.onTraffic((event) => traffic.push(event));
    webhook.answerNext(twiml('Hi'));
    await simulator.receive({ From: PHONE, Body: 'hello' });
    const statusCallback = `${webhook.url}/status`;
    const { sid } = await client.messages.create({ from: SENDER, to: PHONE, body: 'news', statusCallback });
    await simulator.idle();
    const at = new Date(clock.now).toISOString();
    expect(traffic).toMatchObject([
      {
        at,
        direction: 'to-linkline',
        method: 'POST',
        url: `${webhook.url}/inbound`,
        status: 200,
        parameters: { From: PHONE, Body: 'hello' },
        summary: 'Inbound text from a phone',
      },
      {
        at,
        direction: 'from-linkline',
        method: 'POST',
        url: `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`,
        status: 201,
        parameters: { To: PHONE, Body: 'news' },
        summary: 'POST Messages.json: 201',
      },
      {
        direction: 'status-callback',
        status: 204,
        summary: `${sid} is sent`,
        parameters: { MessageSid: sid },
      },
      { direction: 'status-callback', status: 204, summary: `${sid} is delivered` },
    ]);
    unsubscribe();
    await simulator.receive({ From: PHONE, Body: 'unseen' });
    expect(traffic).toHaveLength(4);
  });

  it('shows a request that was not answered', async () => {
    const { simulator, client } = await startSimulator();
    const traffic: TwilioTraffic[] = [];
    simulator.onTraffic((event) => traffic.push(event));
    simulator.faults.inject({ create: 'reset-before' });
    await expect(client.messages.create({ from: SENDER, to: PHONE, body: 'hi' })).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    expect(traffic).toMatchObject([{ direction: 'from-linkline', status: null }]);
  });
});

describe('reset', () => {
  it('forgets messages, people, faults and the debugger, and calls off what is under way', async () => {
    const release = Promise.withResolvers<void>();
    const { simulator, webhook, client } = await startSimulator({ delay: () => release.promise });
    await simulator.receive({ From: PHONE, Body: 'x'.repeat(1601) });
    const statusCallback = `${webhook.url}/status`;
    await client.messages.create({ from: SENDER, to: PHONE, body: 'old', statusCallback });
    simulator.faults.inject({ create: 'hang' });
    simulator.reset();
    release.resolve();
    await simulator.idle();
    expect(simulator.messages()).toEqual([]);
    expect(simulator.debuggerEntries()).toEqual([]);
    expect(webhook.values('MessageStatus')).toEqual([null]);
    await client.messages.create({ from: SENDER, to: PHONE, body: 'new' });
    await simulator.idle();
    expect(simulator.messages()).toMatchObject([{ body: 'new', status: 'failed', errorCode: 63016 }]);
  });

  it('keeps the answers to a delivery that it calls off from the phone', async () => {
    const { simulator, webhook } = await startSimulator();
    simulator.faults.inject({ inbound: { duplicate: 1 } });
    webhook.answerNext(twiml('Early'), hang);
    const firstAnswer = Promise.withResolvers<void>();
    simulator.onTraffic(() => firstAnswer.resolve());
    const receiving = simulator.receive({ From: PHONE, Body: 'hello' });
    await firstAnswer.promise;
    simulator.reset();
    expect((await receiving).replies).toEqual([]);
    expect(simulator.messages()).toEqual([]);
  });
});

it('takes another webhook while it runs', async () => {
  const { simulator, webhook } = await startSimulator();
  simulator.useWebhook(`${webhook.url}/elsewhere`);
  await simulator.receive({ From: PHONE, Body: 'hello' });
  expect(webhook.received.map(({ url }) => url)).toEqual([`${webhook.url}/elsewhere`]);
});
