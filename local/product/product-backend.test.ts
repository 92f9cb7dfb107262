import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished } from 'vitest';

import { ProductBackend, type ProductBackendOptions } from './product-backend.ts';
import type { ProductFault } from './product-fault.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW = Date.parse('2026-08-01T12:00:00Z');
const MINUTE = 60_000;

async function start(options: Partial<ProductBackendOptions> = {}): Promise<ProductBackend> {
  const backend = await ProductBackend.start({ signingSecret: SECRET, now: () => NOW, ...options });
  onTestFinished(() => backend.stop());
  return backend;
}

function message(body: string, type = 'text'): string {
  const data = { message_sid: 'SM1', user_id: 'ana', number: 1, from: 'whatsapp:+15550100001', media: [] };
  return JSON.stringify({
    type: 'message.received',
    timestamp: new Date(NOW).toISOString(),
    data: { ...data, type, body },
  });
}

function post(backend: ProductBackend, body: string, { id = 'one', at = NOW, secret = SECRET } = {}) {
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(at / 1_000),
    'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
  };
  return fetch(backend.url, { method: 'POST', headers, body });
}

describe('ProductBackend', () => {
  it('answers each message once, however often it comes, and says nothing to an event', async () => {
    let replies = 0;
    const backend = await start({ reply: ({ data }) => [{ body: `${data.body} ${(replies += 1)}` }] });
    const arrived = backend.waitFor(({ id }) => id === 'two');
    for (const id of ['one', 'one', 'two']) {
      const answer = await post(backend, message('hi'), { id });
      expect(await answer.json()).toEqual({ replies: [{ body: id === 'one' ? 'hi 1' : 'hi 2' }] });
    }
    const event = { type: 'link.created', timestamp: new Date(NOW).toISOString(), data: { user_id: 'ana' } };
    expect((await post(backend, JSON.stringify(event), { id: 'three' })).status).toBe(204);
    expect(backend.received.map(({ id }) => id)).toEqual(['one', 'two', 'three']);
    expect(await arrived).toBe(backend.received[1]);
    expect(backend.requestCount).toBe(4);
  });

  it.each([
    ['hi', 'text', 'You wrote: hi'],
    ['', 'location', 'You sent: location'],
  ])('echoes %j of kind %s by itself', async (body, type, reply) => {
    const answer = await post(await start(), message(body, type));
    expect(await answer.json()).toEqual({ replies: [{ body: reply }] });
  });

  it.each([
    ['signed with another secret', { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['of six minutes ago', { at: NOW - 6 * MINUTE }],
    ['of six minutes ahead', { at: NOW + 6 * MINUTE }],
  ])('refuses a webhook %s', async (_, changes) => {
    const backend = await start();
    expect((await post(backend, message('hi'), changes)).status).toBe(401);
    expect((await fetch(backend.url, { method: 'POST', body: message('hi') })).status).toBe(401);
    expect([backend.refusedCount, backend.received.length]).toEqual([2, 0]);
  });

  it.each<[ProductFault, string, boolean]>([
    [{ kind: 'down' }, 'broken', false],
    [{ kind: 'status', status: 503, retryAfter: '3' }, '503 3 ', false],
    [{ kind: 'garbage' }, '200 null <html>', false],
    [{ kind: 'answer-lost' }, 'broken', true],
    [{ kind: 'delayed', milliseconds: MINUTE }, '200 null {"replies":[{"body":"You wrote: hi"}]}', true],
  ])('misbehaves when told to: %j', async (fault, expected, isReceived) => {
    const delays: number[] = [];
    const backend = await start({ delay: async (milliseconds) => void delays.push(milliseconds) });
    backend.faults.inject(fault);
    const said = async () => {
      try {
        const answer = await post(backend, message('hi'));
        return `${answer.status} ${answer.headers.get('retry-after')} ${await answer.text()}`;
      } catch {
        return 'broken';
      }
    };
    expect(await said()).toBe(expected);
    expect([backend.received.length === 1, delays]).toEqual([
      isReceived,
      fault.kind === 'delayed' ? [MINUTE] : [],
    ]);
    backend.faults.keep(fault);
    expect([await said(), await said()]).toEqual([expected, expected]);
    backend.faults.clear();
    expect((await post(backend, message('hi'))).status).toBe(200);
    expect(backend.received).toHaveLength(1);
  });
});
