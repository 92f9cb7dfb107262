import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TwilioSimulator } from '../../../../local/twilio/twilio-simulator.ts';
import { MessagingUnavailableError } from '../../../src/domain/messaging/messaging-errors.ts';
import { Secret } from '../../../src/infra/config/secret.ts';
import type { TwilioConfig } from '../../../src/infra/config/twilio-config.ts';
import { createTwilioClient } from '../../../src/infra/twilio/twilio-client.ts';
import {
  TwilioMessagingService,
  type TwilioMessagingServiceOptions,
} from '../../../src/infra/twilio/twilio-messaging-service.ts';
import { account, ANA, record, text, type Recording } from './messaging-service-parts.ts';

const SERVICE = `MG${'1'.repeat(32)}`;
const TEMPLATE = `HX${'c'.repeat(32)}`;
const BEN = { kind: 'business-scoped-id', value: 'whatsapp:US.13491208655302741918' } as const;

describe('TwilioMessagingService, on the Twilio simulator', () => {
  let simulator: TwilioSimulator;
  let recording: Recording;
  let now: number;

  beforeEach(async () => {
    now = Date.parse('2026-08-01T12:00:00Z');
    recording = record();
    simulator = await TwilioSimulator.start({
      accountSid: account.accountSid,
      authToken: account.authTokens[0].reveal(),
      sender: account.sender.value,
      messagingServiceSid: SERVICE,
      templates: { [TEMPLATE]: 'Hi {{1}}' },
      now: () => now,
      delay: async () => {},
    });
  });

  afterEach(async () => {
    await simulator.stop();
  });

  function service(
    config: Partial<TwilioConfig> = {},
    options: Partial<TwilioMessagingServiceOptions> = {},
  ): TwilioMessagingService {
    return new TwilioMessagingService({
      config: { ...account, apiBaseUrl: simulator.url, ...config },
      statusCallbackUrl: null,
      ...recording,
      ...options,
    });
  }

  it.each([
    ['a phone', ANA],
    ['a business-scoped id', BEN],
  ])('hands a text over to %s as it is', async (_, to) => {
    const body = ' Hola & adiós + 100% = "ñ" 😀\nlínea 2 ';
    const outcome = await service().send({ messageId: 'linked-1', to, content: text(body) });
    const shown = simulator.messages(to.value);
    expect(shown).toMatchObject([{ from: account.sender.value, to: to.value, body }]);
    expect(outcome).toEqual({ kind: 'accepted', messageSid: shown[0]?.sid });
    expect(recording.logged).toMatchObject([
      {
        level: 'info',
        message: 'twilio-accepted-message',
        message_id: 'linked-1',
        message_sid: shown[0]?.sid,
      },
    ]);
    expect(recording.metrics.samples()).toMatchObject([
      { name: 'twilio.create_message', unit: 'ms' },
      { name: 'twilio.requests', tags: { operation: 'create_message', result: 'accepted' } },
    ]);
  });

  it('hands over a template, which needs no message of the person before it', async () => {
    const template = { contentSid: TEMPLATE, variables: { 1: 'Ana "A" ñ' } };
    const content = { kind: 'template', template } as const;
    const outcome = await service().send({ messageId: 'linked-1', to: ANA, content });
    await simulator.idle();
    expect(simulator.messages(ANA.value)).toMatchObject([{ body: 'Hi Ana "A" ñ', status: 'delivered' }]);
    const messageSid = outcome.kind === 'accepted' ? outcome.messageSid : '';
    expect(await service().fetchDelivery(messageSid)).toEqual({ state: 'delivered', providerCode: null });
  });

  it('asks what became of a message', async () => {
    const outcome = await service().send({ messageId: 'linked-1', to: ANA, content: text('too late') });
    await simulator.idle();
    const messageSid = outcome.kind === 'accepted' ? outcome.messageSid : '';
    expect(await service().fetchDelivery(messageSid)).toEqual({ state: 'failed', providerCode: 63016 });
    expect(await service().fetchDelivery(`SM${'f'.repeat(32)}`)).toBeNull();
    expect(recording.metrics.samples().slice(-2)).toMatchObject([
      { name: 'twilio.fetch_message', unit: 'ms' },
      { name: 'twilio.requests', tags: { operation: 'fetch_message', result: 'succeeded' } },
    ]);
  });

  it.each([
    ['the messaging service', { sender: null, messagingServiceSid: SERVICE }],
    ['the sender within its messaging service', { messagingServiceSid: SERVICE }],
  ])('sends through %s', async (_, config) => {
    await service(config).send({ messageId: 'linked-1', to: ANA, content: text('hello') });
    expect(simulator.messages(ANA.value)).toMatchObject([{ from: account.sender.value, body: 'hello' }]);
  });

  it.each([
    [
      { create: 'error', code: 63038, status: 429 },
      { kind: 'postponed', reason: 'daily-limit' },
    ],
    [
      { create: 'throttle', retryAfter: 3 },
      { kind: 'postponed', retryAfter: 3_000 },
    ],
    [
      { create: 'error', code: 21610 },
      { kind: 'refused', providerCode: 21610, reason: 'opted-out' },
    ],
    [{ create: 'server-error' }, { kind: 'unknown', providerCode: 20500, reason: 'provider-failure' }],
    [{ create: 'reset-before' }, { kind: 'unknown', reason: 'connection-lost' }],
  ] as const)('makes one attempt and says how it ended: %j', async (fault, outcome) => {
    simulator.faults.inject(fault);
    expect(await service().send({ messageId: 'linked-1', to: ANA, content: text('hello') })).toMatchObject(
      outcome,
    );
    expect(simulator.messages(ANA.value)).toEqual([]);
  });

  it.each([
    ['the connection broke after it', 'reset-after', 'connection-lost'],
    ['the answer was garbled', 'garbled', 'unreadable-answer'],
  ] as const)('finds in the list what was sent although %s', async (_, create, reason) => {
    simulator.faults.inject({ create });
    const outcome = await service().send({ messageId: 'linked-1', to: ANA, content: text('hello') });
    expect(outcome).toMatchObject({ kind: 'unknown', providerCode: null, reason });
    expect(await service().listSent(ANA)).toMatchObject([{ body: 'hello' }]);
  });

  it('gives up waiting for an answer', async () => {
    simulator.faults.inject({ create: 'hang' });
    const outcome = await service({}, { timeout: 50 }).send({
      messageId: 'linked-1',
      to: ANA,
      content: text('hello'),
    });
    expect(outcome).toMatchObject({ kind: 'unknown', reason: 'timed-out' });
  });

  it('lists what was sent to one person, newest first', async () => {
    await simulator.receive({ From: ANA.value, Body: 'hi' });
    await service().send({ messageId: 'linked-1', to: ANA, content: text('one') });
    await service().send({ messageId: 'linked-2', to: BEN, content: text('not for Ana') });
    await simulator.idle();
    now += 60_000;
    await service().send({ messageId: 'linked-3', to: ANA, content: text('two') });
    await simulator.idle();
    const sent = simulator.messages(ANA.value).filter(({ direction }) => direction === 'to-phone');
    expect(await service().listSent(ANA)).toEqual([
      { messageSid: sent[1]?.sid, body: 'two', sentAt: now },
      { messageSid: sent[0]?.sid, body: 'one', sentAt: now - 60_000 },
    ]);
    expect(recording.metrics.samples().slice(-2)).toMatchObject([
      { name: 'twilio.list_messages', unit: 'ms' },
      { name: 'twilio.requests', tags: { operation: 'list_messages', result: 'succeeded' } },
    ]);
  });

  it('knows no time for what never left', async () => {
    await service().send({ messageId: 'linked-1', to: ANA, content: text('outside the window') });
    await simulator.idle();
    expect(await service().listSent(ANA)).toMatchObject([{ body: 'outside the window', sentAt: null }]);
  });

  it.each([
    ['the credentials are wrong', { authTokens: [new Secret('wrong'), ...account.authTokens] }, 20003],
    ['nobody listens', { apiBaseUrl: 'http://127.0.0.1:1' }, null],
  ])('cannot list while %s', async (_, config, providerCode) => {
    const error: unknown = await service(config)
      .listSent(ANA)
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(MessagingUnavailableError);
    expect(error).toMatchObject({ providerCode });
    expect(error).not.toHaveProperty('cause');
    expect(recording.logged).toMatchObject([{ level: 'warn', operation: 'list_messages' }]);
    expect(recording.metrics.samples().slice(-1)).toMatchObject([
      { tags: { operation: 'list_messages', result: 'failed' } },
    ]);
  });

  it('loads the SDK with the first call, once, and again only where that failed', async () => {
    let loaded = 0;
    const loadClient = async () => {
      loaded += 1;
      if (loaded === 1) throw new Error('no such module');
      return { createTwilioClient };
    };
    const lazy = service({}, { loadClient });
    expect(loaded).toBe(0);
    const message = { messageId: 'linked-1', to: ANA, content: text('hello') };
    expect(await lazy.send(message)).toMatchObject({ kind: 'postponed', reason: 'client-not-loaded' });
    expect(recording.logged[0]).toMatchObject({ level: 'error', message: 'twilio-client-not-loaded' });
    expect(await lazy.send(message)).toMatchObject({ kind: 'accepted' });
    expect(await lazy.send(message)).toMatchObject({ kind: 'accepted' });
    expect(loaded).toBe(2);
  });

  it('cannot be made without an auth token', () => {
    expect(() => service({ authTokens: [] })).toThrow(/TWILIO_AUTH_TOKENS/);
  });
});
