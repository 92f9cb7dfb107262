import dns from 'node:dns';
import type { RequestListener } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HttpListener } from '../../../../local/world/http-listener.ts';
import type { SendOutcome } from '../../../src/domain/messaging/messaging-service.ts';
import { TwilioMessagingService } from '../../../src/infra/twilio/twilio-messaging-service.ts';
import { account, ANA, record, type Recording } from './messaging-service-parts.ts';

const BODY = 'The body of this message';
const SID = `SM${'a'.repeat(32)}`;
const DAY = 86_400_000;
const MINUTE = 60_000;

/** What the SDK makes of answers that a well-behaved server would not give. */
describe('TwilioMessagingService, on any answer', () => {
  let server: HttpListener;
  let listener: RequestListener;
  let recording: Recording;

  beforeEach(async () => {
    recording = record();
    server = await HttpListener.start({ host: '127.0.0.1', port: 0 }, (request, response) => {
      request.resume().once('end', () => listener(request, response));
    });
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await server.stop();
  });

  async function send({ apiBaseUrl = server.url, timeout = 10_000 } = {}): Promise<SendOutcome> {
    const service = new TwilioMessagingService({
      config: { ...account, apiBaseUrl },
      statusCallbackUrl: null,
      timeout,
      ...recording,
    });
    return await service.send({ messageId: 'linked-1', to: ANA, body: BODY });
  }

  function answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
    const content = typeof body === 'string' ? body : JSON.stringify(body);
    listener = (_, response) =>
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(content);
  }

  it.each([
    [429, 20429, {}, postponed(20429, 'too-many-requests', null)],
    [429, 20429, { 'Retry-After': '17' }, postponed(20429, 'too-many-requests', 17_000)],
    [429, 20429, { 'Retry-After': 'soon' }, postponed(20429, 'too-many-requests', null)],
    [429, 63038, { 'Retry-After': '1' }, postponed(63038, 'daily-limit', DAY)],
    [429, undefined, {}, postponed(null, 'too-many-requests', null)],
    [400, 63018, {}, postponed(63018, 'rate-limited', MINUTE)],
    [400, 21610, {}, { kind: 'refused', providerCode: 21610, reason: 'opted-out' }],
    [400, 63016, {}, { kind: 'refused', providerCode: 63016, reason: 'outside-service-window' }],
    [500, 21610, {}, { kind: 'refused', providerCode: 21610, reason: 'opted-out' }],
    [400, 12345, {}, { kind: 'refused', providerCode: 12345, reason: 'unrecognised-error' }],
    [429, 12345, {}, { kind: 'refused', providerCode: 12345, reason: 'unrecognised-error' }],
    [400, undefined, {}, { kind: 'refused', providerCode: null, reason: 'unrecognised-error' }],
    [401, 20003, {}, { kind: 'refused', providerCode: 20003, reason: 'authentication-failed' }],
    [403, undefined, {}, { kind: 'refused', providerCode: null, reason: 'authentication-failed' }],
    [404, undefined, {}, { kind: 'refused', providerCode: null, reason: 'resource-not-found' }],
    [302, undefined, {}, { kind: 'refused', providerCode: null, reason: 'unrecognised-error' }],
    [500, 20500, {}, { kind: 'unknown', providerCode: 20500, reason: 'provider-failure' }],
    [500, 12345, {}, { kind: 'unknown', providerCode: 12345, reason: 'provider-failure' }],
    [502, undefined, {}, { kind: 'unknown', providerCode: null, reason: 'provider-failure' }],
  ])('takes HTTP %i with code %s and %j for %j', async (status, code, headers, outcome) => {
    answer(status, { code, status, message: BODY }, headers);
    expect(await send()).toEqual(outcome);
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
    expect(await send()).toEqual({ kind: 'unknown', providerCode: null, reason });
  });

  it('does not know what became of a message when the connection breaks', async () => {
    listener = (request) => request.socket.resetAndDestroy();
    expect(await send()).toEqual({ kind: 'unknown', providerCode: null, reason: 'connection-lost' });
  });

  it.each([
    ['never begins', () => {}],
    ['never ends', (_, response) => response.writeHead(201, { 'Content-Length': 100 }).write('{')],
  ] satisfies [string, RequestListener][])('gives up waiting for an answer that %s', async (_, behaviour) => {
    listener = behaviour;
    expect(await send({ timeout: 50 })).toEqual({ kind: 'unknown', providerCode: null, reason: 'timed-out' });
  });

  it('tries again later where nobody listens: nothing was sent', async () => {
    await server.stop();
    expect(await send()).toEqual(postponed(null, 'not-connected', null));
  });

  it.each([
    ['the name of the host is not found', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }],
    ['the host does not take the connection', { code: 'ETIMEDOUT', syscall: 'connect' }],
  ])('tries again later where %s: nothing was sent', async (_, properties) => {
    vi.spyOn(dns, 'lookup').mockImplementation((...parameters: unknown[]) => {
      const callback = parameters.at(-1);
      if (typeof callback === 'function') callback(Object.assign(new Error('refused'), properties));
    });
    expect(await send({ apiBaseUrl: 'http://localhost' })).toEqual(postponed(null, 'not-connected', null));
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

function postponed(providerCode: number | null, reason: string, retryAfter: number | null): SendOutcome {
  return { kind: 'postponed', providerCode, reason, retryAfter };
}
