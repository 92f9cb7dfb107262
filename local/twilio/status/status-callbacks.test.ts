import { describe, expect, it } from 'vitest';

import {
  ACCOUNT_SID,
  PHONE,
  SENDER,
  type SimulatorFixture,
  startSimulator,
} from '../testing/simulator-fixture.ts';
import { answer, twiml } from '../testing/webhook-server.ts';

const SERVICE = `MG${'b'.repeat(32)}`;

/** A simulator whose phone has just written, so that free text arrives. */
async function startConversation(
  options: Parameters<typeof startSimulator>[0] = {},
): Promise<SimulatorFixture & { readonly send: (body?: string) => Promise<string> }> {
  const fixture = await startSimulator(options);
  await fixture.simulator.receive({ From: PHONE, Body: 'hello' });
  fixture.webhook.received.length = 0;
  const statusCallback = `${fixture.webhook.url}/status?oid=42#rc=2&rp=5xx`;
  const send = async (body = 'hi'): Promise<string> =>
    (await fixture.client.messages.create({ from: SENDER, to: PHONE, body, statusCallback })).sid;
  return { ...fixture, send };
}

describe('the status callbacks of a message', () => {
  it('tell of sent, delivered and read, in order, signed, with all parameters', async () => {
    const { simulator, webhook, send } = await startConversation();
    const sid = await send();
    await simulator.idle();
    expect(simulator.read(PHONE)).toBe(1);
    await simulator.idle();
    expect(webhook.values('MessageStatus')).toEqual(['sent', 'delivered', 'read']);
    expect(webhook.values('EventType')).toEqual([null, 'DELIVERED', 'READ']);
    expect(webhook.received.every(({ isGenuine, url }) => isGenuine && url.endsWith('/status?oid=42'))).toBe(
      true,
    );
    expect(Object.fromEntries(webhook.received[0]?.parameters ?? [])).toEqual({
      AccountSid: ACCOUNT_SID,
      ApiVersion: '2010-04-01',
      MessageSid: sid,
      SmsSid: sid,
      MessageStatus: 'sent',
      SmsStatus: 'sent',
      From: SENDER,
      To: PHONE,
      ChannelPrefix: 'whatsapp',
      ChannelInstallSid: expect.stringMatching(/^XE[0-9a-f]{32}$/u) as string,
      ChannelToAddress: '+1555010XXXX',
      StructuredMessage: 'false',
    });
  });

  it('that are late keep nobody waiting who waits for idleness', async () => {
    const late = Promise.withResolvers<void>();
    const delay = (milliseconds: number) => (milliseconds === 60_000 ? late.promise : Promise.resolve());
    const { simulator, webhook, send } = await startConversation({ delay });
    simulator.faults.inject({ statusCallbacks: { delayMs: 60_000 } });
    await send();
    await simulator.idle();
    expect(webhook.values('MessageStatus')).toEqual([]);
    late.resolve();
    await simulator.idle();
    expect(webhook.values('MessageStatus')).toEqual(['sent', 'delivered']);
  });

  it('begin with queued where a Messaging Service sends', async () => {
    const { simulator, webhook, client } = await startConversation({ messagingServiceSid: SERVICE });
    const statusCallback = `${webhook.url}/status`;
    await client.messages.create({ messagingServiceSid: SERVICE, to: PHONE, body: 'hi', statusCallback });
    await simulator.idle();
    expect(webhook.values('MessageStatus')).toEqual(['queued', 'sent', 'delivered']);
    expect(webhook.values('MessagingServiceSid')).toEqual([SERVICE, SERVICE, SERVICE]);
  });

  it('tell of a failure and its code', async () => {
    const { simulator, webhook, send, clock } = await startConversation();
    clock.now += 25 * 60 * 60 * 1000;
    await send();
    await simulator.idle();
    expect(webhook.values('MessageStatus')).toEqual(['failed']);
    expect(webhook.values('ErrorCode')).toEqual(['63016']);
    expect(simulator.messages(PHONE).at(-1)).toMatchObject({ status: 'failed', errorCode: 63016 });
  });

  it('tell of an injected error after sent, as often as it was asked for', async () => {
    const { simulator, webhook, send } = await startConversation();
    simulator.faults.inject({ asyncError: 63024, times: 2 });
    await send();
    await simulator.idle();
    await send();
    await simulator.idle();
    await send();
    await simulator.idle();
    expect(webhook.values('MessageStatus').join(' ')).toBe(
      'sent undelivered sent undelivered sent delivered',
    );
    expect(webhook.values('ErrorCode')).toEqual([null, '63024', null, '63024', null, null]);
  });

  it('follow the retry rules of their own URL', async () => {
    const { simulator, webhook, send } = await startConversation();
    webhook.answerNext(answer(500), answer(503));
    await send();
    await simulator.idle();
    expect(webhook.values('MessageStatus')).toEqual(['sent', 'sent', 'sent', 'delivered']);
    expect(simulator.debuggerEntries()).toEqual([]);
  });

  it('that fail for good are reported, and the message goes on', async () => {
    const { simulator, webhook, send } = await startConversation();
    webhook.answerAlways(answer(403));
    await send();
    await simulator.idle();
    expect(simulator.debuggerEntries().map(({ code }) => code)).toEqual([11200, 11200]);
    expect(simulator.messages(PHONE).at(-1)?.status).toBe('delivered');
  });

  it('are not needed for the statuses to advance', async () => {
    const { simulator, webhook } = await startSimulator();
    webhook.answerNext(twiml('Hi'));
    const seen: string[] = [];
    simulator.onMessage(({ direction, status }) => direction === 'to-phone' && seen.push(status));
    await simulator.receive({ From: PHONE, Body: 'hello' });
    await simulator.idle();
    expect(simulator.read(PHONE)).toBe(1);
    expect(simulator.read(PHONE)).toBe(0);
    expect(seen).toEqual(['queued', 'sent', 'delivered', 'read']);
  });

  it('wait for the answer to the create call', async () => {
    const events: string[] = [];
    const delay = (): Promise<void> => Promise.resolve(void events.push('pause before a status'));
    const { simulator, send } = await startConversation({ delay });
    simulator.onTraffic(({ direction }) => events.push(direction));
    await send();
    await simulator.idle();
    expect(events.slice(0, 2)).toEqual(['from-linkline', 'pause before a status']);
  });
});

describe('faults of the status callbacks', () => {
  it('"beforeAnswer" sends them before the create call is answered', async () => {
    const { simulator, webhook, send } = await startConversation();
    simulator.faults.inject({ statusCallbacks: { beforeAnswer: true } });
    const sid = await send();
    expect(webhook.values('MessageSid')).toEqual([sid, sid]);
  });

  it('"reorder" turns their order round', async () => {
    const { simulator, webhook, send } = await startConversation();
    simulator.faults.inject({ statusCallbacks: { reorder: true } });
    await send();
    await simulator.idle();
    expect(webhook.values('MessageStatus')).toEqual(['delivered', 'sent']);
  });

  it('"duplicate" repeats each', async () => {
    const { simulator, webhook, send } = await startConversation();
    simulator.faults.inject({ statusCallbacks: { duplicate: 2 } });
    await send();
    await simulator.idle();
    expect(webhook.values('MessageStatus').join(' ')).toBe('sent sent sent delivered delivered delivered');
  });

  it.each([
    [1, []],
    [0, ['sent', 'delivered', 'read']],
    [['delivered' as const], ['sent', 'read']],
  ])('"loss" %o leaves %o', async (loss, expected) => {
    const { simulator, webhook, send } = await startConversation();
    simulator.faults.inject({ statusCallbacks: { loss } });
    await send();
    await simulator.idle();
    simulator.read(PHONE);
    await simulator.idle();
    expect(webhook.values('MessageStatus')).toEqual(expected);
  });

  it('"loss" as a probability follows the random source', async () => {
    let next = 0;
    const randomBytes = (size: number): Uint8Array => {
      if (size !== 4) return crypto.getRandomValues(new Uint8Array(size));
      next += 1;
      return next % 2 === 0 ? new Uint8Array([0xc0, 0, 0, 0]) : new Uint8Array(4);
    };
    const { simulator, webhook, send } = await startConversation({ randomBytes });
    simulator.faults.inject({ statusCallbacks: { loss: 0.5 } });
    await send();
    await simulator.idle();
    expect(webhook.values('MessageStatus')).toEqual(['delivered']);
  });

  it('"sending" adds the status that Twilio may leave out', async () => {
    const { simulator, webhook, send } = await startConversation();
    simulator.faults.inject({ statusCallbacks: { sending: true } });
    await send();
    await simulator.idle();
    expect(webhook.values('MessageStatus')).toEqual(['sending', 'sent', 'delivered']);
  });

  it('"delayMs" holds each back', async () => {
    const waits: number[] = [];
    const delay = (milliseconds: number): Promise<void> => Promise.resolve(void waits.push(milliseconds));
    const { simulator, send } = await startConversation({ delay });
    simulator.faults.inject({ statusCallbacks: { delayMs: 4321 } });
    await send();
    await simulator.idle();
    expect(waits.filter((wait) => wait === 4321)).toHaveLength(2);
  });
});
