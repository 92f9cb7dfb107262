import { describe, expect, it } from 'vitest';
import type { StoredInboundMessage } from '../../../src/domain/messaging/inbound-message-repository.ts';
import type { ProcessingOutcome } from '../../../src/domain/messaging/message-processor.ts';
import { DAY, SECOND } from '../../../src/domain/shared/clock.ts';
import { createProcessor } from '../../../src/infra/processing/create-processor.ts';
import { ANSWER_LIMIT } from '../../../src/infra/processing/product-connection.ts';
import { record } from '../twilio/messaging-service-parts.ts';
import { answering, forwardConfig, storedMessage } from './forwarding-parts.ts';

const NOW = Date.parse('2026-08-01T12:00:00Z');
const CONTENT_SID = `HX${'0123456789abcdef'.repeat(2)}`;

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const jsonText = (body: string | Buffer): Answer => ({
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body,
});
const json = (value: unknown): Answer => jsonText(JSON.stringify(value));
const replies = (...all: readonly unknown[]): Answer => json({ replies: all });
const failed = (reason: string, retryAfter: number | null = null, isFinal = false): ProcessingOutcome => ({
  kind: 'failed',
  reason,
  retryAfter,
  isFinal,
});

async function outcomeOf({ status = 200, headers = {}, body = '' }: Answer, stored: StoredInboundMessage) {
  let requests = 0;
  const recording = record();
  const url = await answering((_request, response) => {
    requests += 1;
    response.writeHead(status, headers).end(body);
  });
  const ports = { clock: { now: () => NOW }, ...recording };
  const outcome = await createProcessor(forwardConfig(url), ports).processor.process(stored);
  return { outcome, requests, recording, url };
}

describe('an answer that says yes', () => {
  it.each<[string, Answer, Extract<ProcessingOutcome, { kind: 'processed' }>['replies']]>([
    ['nothing', {}, []],
    ['204', { status: 204 }, []],
    ['202 and nothing as text', { status: 202, headers: { 'content-type': 'text/plain' } }, []],
    ['no replies', json({}), []],
    [
      'texts and a template',
      replies(
        { body: 'ñ 😀' },
        { body: 'see', media_url: 'https://example.com/a.png', fallback_template: null },
        { body: 'late', fallback_template: { content_sid: CONTENT_SID } },
        { template: { content_sid: CONTENT_SID, variables: { 1: 'Ana' } } },
      ),
      [
        { content: { kind: 'text', body: 'ñ 😀', mediaUrl: null }, fallbackTemplate: null },
        {
          content: { kind: 'text', body: 'see', mediaUrl: 'https://example.com/a.png' },
          fallbackTemplate: null,
        },
        {
          content: { kind: 'text', body: 'late', mediaUrl: null },
          fallbackTemplate: { contentSid: CONTENT_SID, variables: {} },
        },
        {
          content: { kind: 'template', template: { contentSid: CONTENT_SID, variables: { 1: 'Ana' } } },
          fallbackTemplate: null,
        },
      ],
    ],
  ])('with %s', async (_, answer, expected) => {
    const { outcome } = await outcomeOf(answer, storedMessage());
    expect(outcome).toEqual({ kind: 'processed', replies: expected });
  });

  it.each<[string, Answer]>([
    ['text', { headers: { 'content-type': 'text/plain' }, body: 'OK' }],
    ['JSON of no type', { body: '{}' }],
    ['half of JSON', jsonText('{"replies":[')],
    ['bytes that are not UTF-8', jsonText(Buffer.from('{"replies":[{"body":"\xff"}]}', 'latin1'))],
    ['a list', json([])],
    ['an unknown key', json({ replies: [], reply: 'hi' })],
    ['an unknown key in a reply', replies({ body: 'hi', text: 'hi' })],
    ['a text and a template', replies({ body: 'hi', template: { content_sid: CONTENT_SID } })],
    ['an empty text', replies({ body: '' })],
    [
      'a variable without a name',
      replies({ template: { content_sid: CONTENT_SID, variables: { '': 'Ana' } } }),
    ],
    [
      'a variable of a reserved name',
      replies({ template: { content_sid: CONTENT_SID, variables: { __1__: 'Ana' } } }),
    ],
    ['a long text', replies({ body: 'x'.repeat(16_001) })],
    ['an unencrypted medium', replies({ body: 'hi', media_url: 'http://example.com/a.png' })],
    ['a wrong template', replies({ template: { content_sid: 'HX1' } })],
    ['eleven replies', replies(...Array.from({ length: 11 }, () => ({ body: 'hi' })))],
    ['too many bytes', jsonText(`{}${' '.repeat(ANSWER_LIMIT)}`)],
  ])('but holds %s is not valid, and is asked for again', async (_, answer) => {
    const { outcome } = await outcomeOf(answer, storedMessage());
    expect(outcome).toEqual(failed('answer-invalid'));
  });

  it('may fill its limits', async () => {
    const reply = { body: 'x'.repeat(16_000) };
    const { outcome } = await outcomeOf(replies(...Array.from({ length: 10 }, () => reply)), storedMessage());
    expect(outcome).toMatchObject({ kind: 'processed', replies: { length: 10 } });
  });
});

describe('an answer that says no', () => {
  const after = (retryAfter: string) => ({ 'retry-after': retryAfter });

  it.each<[number, Answer['headers'], ProcessingOutcome]>([
    [302, { location: '/elsewhere' }, failed('redirected')],
    [308, { location: 'http://169.254.169.254/' }, failed('redirected')],
    [404, {}, failed('answered-client-error')],
    [410, {}, failed('gone', null, true)],
    [429, after('7'), failed('answered-client-error', 7 * SECOND)],
    [500, {}, failed('answered-server-error')],
    [503, after('Sat, 01 Aug 2026 12:01:30 GMT'), failed('answered-server-error', 90 * SECOND)],
    [503, after('Sat, 01 Aug 2026 11:00:00 GMT'), failed('answered-server-error', 0)],
    [503, after('Mon, 01 Feb 2027 12:00:00 GMT'), failed('answered-server-error', DAY)],
    [503, after('9999999999'), failed('answered-server-error', DAY)],
    [503, after('soon'), failed('answered-server-error')],
    [503, after('-5'), failed('answered-server-error')],
  ])('%d %j', async (status, headers, expected) => {
    const answer = { status, ...(headers && { headers }), body: 'no' };
    const { outcome, requests } = await outcomeOf(answer, storedMessage());
    expect(outcome).toEqual(expected);
    expect(requests).toBe(1);
  });

  it('is logged once, without a word of the person, the product or its address', async () => {
    const stored = storedMessage();
    const answer = { status: 500, headers: {}, body: 'secret of the product' };
    const { recording, url } = await outcomeOf(answer, stored);
    const { messageSid } = stored.message;
    expect(recording.logged).toMatchObject([
      {
        level: 'warn',
        message: 'forward-failed',
        operation: 'message',
        reason: 'answered-server-error',
        http_status: 500,
        message_sid: messageSid,
      },
    ]);
    const written = JSON.stringify([recording.given, recording.metrics.samples()]);
    for (const word of ['secret', 'order', '5550100001', 'Ana', url]) expect(written).not.toContain(word);
    expect(JSON.stringify(recording.metrics.samples())).not.toContain('[redacted]');
  });
});
