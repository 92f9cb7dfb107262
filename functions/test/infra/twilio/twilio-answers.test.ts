import dns from 'node:dns';
import type { RequestListener } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HttpListener } from '../../../../local/world/http-listener.ts';
import type { SendOutcome } from '../../../src/domain/messaging/messaging-service.ts';
import type { OutboundContent } from '../../../src/domain/messaging/outbound-content.ts';
import { TwilioMessagingService } from '../../../src/infra/twilio/twilio-messaging-service.ts';
import { account, ANA, record, text, type Recording } from './messaging-service-parts.ts';

const BODY = 'The body of this message';
const TEMPLATE = `HX${'c'.repeat(32)}`;
const MEDIUM = 'https://media.example/cat.png';
const SID = `SM${'a'.repeat(32)}`;
const DAY = 86_400_000;
const MINUTE = 60_000;
const notConnected = { kind: 'postponed', providerCode: null, reason: 'not-connected' };

/** What the SDK makes of answers that a well-behaved server would not give. */
describe('TwilioMessagingService, on any answer', () => {
  let server: HttpListener;
  let listener: RequestListener;
  let asked: string;
  let recording: Recording;

  beforeEach(async () => {
    recording = record();
    server = await HttpListener.start({ host: '127.0.0.1', port: 0 }, (request, response) => {
      asked = '';
      request.on('data', (chunk) => (asked += String(chunk)));
      request.once('end', () => listener(request, response));
    });
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await server.stop();
  });

  function serviceOn(apiBaseUrl: string, timeout = 10_000): TwilioMessagingService {
    return new TwilioMessagingService({
      config: { ...account, apiBaseUrl },
      statusCallbackUrl: null,
      timeout,
      ...recording,
    });
  }

  async function send({ apiBaseUrl = server.url, timeout = 10_000 } = {}): Promise<SendOutcome> {
    return await serviceOn(apiBaseUrl, timeout).send({ messageId: 'linked-1', to: ANA, content: text(BODY) });
  }

  function answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
    const content = typeof body === 'string' ? body : JSON.stringify(body);
    listener = (_, response) =>
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(content);
  }

  it.each([
    [429, 20429, {}, ['postponed', 'too-many-requests', null]],
    [429, 20429, { 'Retry-After': '17' }, ['postponed', 'too-many-requests', 17_000]],
    [429, 20429, { 'Retry-After': 'soon' }, ['postponed', 'too-many-requests', null]],
    [429, 63038, { 'Retry-After': '1' }, ['postponed', 'daily-limit', DAY]],
    [429, undefined, {}, ['postponed', 'too-many-requests', null]],
    [400, 63018, {}, ['postponed', 'rate-limited', MINUTE]],
    [400, 21610, {}, ['refused', 'opted-out', null]],
    [400, 21610, { 'Retry-After': '17' }, ['refused', 'opted-out', null]],
    [500, 21610, {}, ['refused', 'opted-out', null]],
    [400, 12345, {}, ['refused', 'unrecognised-error', null]],
    [429, 12345, {}, ['refused', 'unrecognised-error', null]],
    [400, undefined, {}, ['refused', 'unrecognised-error', null]],
    [404, undefined, {}, ['refused', 'resource-not-found', null]],
    [302, undefined, {}, ['refused', 'unrecognised-error', null]],
    [401, 20003, {}, ['sender-unusable', 'authentication-failed', null]],
    [401, undefined, {}, ['sender-unusable', 'authentication-failed', null]],
    [403, undefined, {}, ['sender-unusable', 'authentication-failed', null]],
    [400, 63007, {}, ['sender-unusable', 'sender-misconfigured', null]],
    [500, 20500, {}, ['unknown', 'provider-failure', null]],
    [500, 12345, {}, ['unknown', 'provider-failure', null]],
    [502, undefined, {}, ['unknown', 'provider-failure', null]],
    [408, undefined, {}, ['unknown', 'provider-failure', null]],
  ] as const)('takes HTTP %i with code %s and %j for %j', async (status, code, headers, expected) => {
    answer(status, { code, status, message: BODY }, headers);
    const [kind, reason, retryAfter] = expected;
    expect(await send()).toMatchObject({ kind, reason, retryAfter, providerCode: code ?? null });
  });

  it.each([
    ['an HTML page of a proxy', 503, '<html>503</html>', 'provider-failure'],
    ['an error without a body', 500, '', 'provider-failure'],
    ['half an answer', 201, `{"sid":"${SID}`, 'unreadable-answer'],
    ['an answer without an id', 201, '{}', 'unreadable-answer'],
    ['an id that is none', 201, '{"sid":"SM1"}', 'unreadable-answer'],
    ['no answer at all', 201, '', 'unreadable-answer'],
    ['null', 201, 'null', 'unreadable-answer'],
  ])('does not know what became of a message after %s', async (_, status, body, reason) => {
    answer(status, body);
    expect(await send()).toMatchObject({ kind: 'unknown', providerCode: null, reason });
  });

  it('does not know what became of a message when the connection breaks', async () => {
    listener = (request) => request.socket.resetAndDestroy();
    expect(await send()).toMatchObject({ kind: 'unknown', reason: 'connection-lost' });
  });

  it.each([
    ['never begins', () => {}],
    ['never ends', (_, response) => response.writeHead(201, { 'Content-Length': 100 }).write('{')],
  ] satisfies [string, RequestListener][])('gives up waiting for an answer that %s', async (_, behaviour) => {
    listener = behaviour;
    expect(await send({ timeout: 50 })).toMatchObject({ kind: 'unknown', reason: 'timed-out' });
  });

  it('tries again later where nobody listens: nothing was sent', async () => {
    await server.stop();
    expect(await send()).toMatchObject(notConnected);
  });

  it.each([
    ['the name of the host is not found', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }],
    ['the host does not take the connection', { code: 'ETIMEDOUT', syscall: 'connect' }],
  ])('tries again later where %s: nothing was sent', async (_, properties) => {
    vi.spyOn(dns, 'lookup').mockImplementation((...parameters: unknown[]) => {
      const callback = parameters.at(-1);
      if (typeof callback === 'function') callback(Object.assign(new Error('refused'), properties));
    });
    expect(await send({ apiBaseUrl: 'http://localhost' })).toMatchObject(notConnected);
  });

  it.each([
    [text(BODY), { Body: BODY }],
    [
      { kind: 'text', body: BODY, mediaUrl: MEDIUM },
      { Body: BODY, MediaUrl: MEDIUM },
    ],
    [{ kind: 'text', body: '', mediaUrl: MEDIUM }, { MediaUrl: MEDIUM }],
    [
      { kind: 'template', template: { contentSid: TEMPLATE, variables: { 1: 'Ana "A" ñ', 2: '' } } },
      { ContentSid: TEMPLATE, ContentVariables: '{"1":"Ana \\"A\\" ñ","2":""}' },
    ],
    [{ kind: 'template', template: { contentSid: TEMPLATE, variables: {} } }, { ContentSid: TEMPLATE }],
  ] satisfies [OutboundContent, object][])('hands %j over as %j and nothing else', async (content, form) => {
    answer(201, { sid: SID });
    await serviceOn(server.url).send({ messageId: 'linked-1', to: ANA, content });
    expect(Object.fromEntries(new URLSearchParams(asked))).toEqual({
      From: account.sender.value,
      To: ANA.value,
      ...form,
    });
  });

  it.each([
    [200, { status: 'partially_delivered', error_code: null }, null],
    [404, { code: 20404 }, null],
    [200, { status: 'undelivered', error_code: 63024 }, { state: 'undelivered', providerCode: 63024 }],
  ])('takes HTTP %i with %j for what became of a message', async (status, body, delivery) => {
    answer(status, body);
    expect(await serviceOn(server.url).fetchDelivery(SID)).toEqual(delivery);
  });

  it.each([
    [200, '{', null],
    [401, { code: 20003 }, 20003],
  ])('cannot tell after HTTP %i with %j what became of a message', async (status, body, providerCode) => {
    answer(status, body);
    await expect(serviceOn(server.url).fetchDelivery(SID)).rejects.toMatchObject({
      code: 'messaging-unavailable',
      providerCode,
    });
    expect(recording.metrics.samples()).toMatchObject([
      { name: 'twilio.fetch_message', unit: 'ms' },
      { name: 'twilio.requests', tags: { operation: 'fetch_message', result: 'failed' } },
    ]);
  });

  it('says in the metrics and the log what happened, and never what was sent to whom with which token', async () => {
    answer(400, { code: 63016, message: `${BODY} to ${ANA.value}` });
    await send();
    listener = (request) => request.socket.resetAndDestroy();
    await send();
    expect(recording.logged).toMatchObject([
      {
        level: 'warn',
        message_id: 'linked-1',
        outcome: 'refused',
        reason: 'outside-service-window',
        http_status: 400,
        provider_code: 63016,
      },
      { level: 'warn', message_id: 'linked-1', outcome: 'unknown', reason: 'connection-lost' },
    ]);
    expect(recording.metrics.samples()).toMatchObject([
      { name: 'twilio.create_message', unit: 'ms' },
      { name: 'twilio.requests', tags: { operation: 'create_message', result: 'refused' } },
      { name: 'twilio.create_message', unit: 'ms' },
      { name: 'twilio.requests', tags: { operation: 'create_message', result: 'unknown' } },
    ]);
    const token = account.authTokens[0].reveal();
    const credential = Buffer.from(`${account.accountSid}:${token}`).toString('base64');
    for (const secret of [BODY, ANA.value.slice(-11), token, credential]) {
      expect(
        inspect([recording.given, recording.metrics.samples()], { depth: null, showHidden: true }),
      ).not.toContain(secret);
    }
  });

  it.each(['TWILIO_REGION', 'TWILIO_EDGE'])(
    'asks the configured host, whatever %s says',
    async (variable) => {
      vi.stubEnv(variable, 'sydney');
      answer(201, { sid: SID });
      const apiBaseUrl = server.url.replace('127.0.0.1', 'localhost');
      expect(await send({ apiBaseUrl })).toEqual({ kind: 'accepted', messageSid: SID });
    },
  );
});
