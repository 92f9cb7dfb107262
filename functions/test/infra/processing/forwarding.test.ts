import { expect, it, onTestFinished } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { ProductBackend } from '../../../../local/product/product-backend.ts';
import { PRODUCT_EVENT_TYPES, type ProductEvent } from '../../../src/domain/messaging/product-event.ts';
import { createProcessor } from '../../../src/infra/processing/create-processor.ts';
import { record } from '../twilio/messaging-service-parts.ts';
import { answering, forwardConfig, RECEIVED_AT, SIGNING_SECRET, storedMessage } from './forwarding-parts.ts';

const EVENT: ProductEvent = {
  id: 'link_created-0123456789',
  type: 'link.created',
  userId: 'ana',
  occurredAt: 1_614_265_330_000,
  messageId: null,
  reason: null,
};

async function startBackend(): Promise<ProductBackend> {
  const backend = await ProductBackend.start({ signingSecret: SIGNING_SECRET });
  onTestFinished(() => backend.stop());
  return backend;
}

const clock = { now: () => Date.now() };

it('hands a message over to the product and takes its reply, the same one however often it comes', async () => {
  const recording = record();
  const backend = await startBackend();
  const { processor } = createProcessor(forwardConfig(backend.url), { clock, ...recording });
  const stored = storedMessage();
  backend.faults.inject({ kind: 'answer-lost' });
  expect(await processor.process(stored)).toMatchObject({ kind: 'failed', reason: 'not-connected' });
  const reply = { kind: 'text', body: 'You wrote: Where is my order?', mediaUrl: null };
  const processed = { kind: 'processed', replies: [{ content: reply, fallbackTemplate: null }] };
  expect(await processor.process(stored)).toEqual(processed);
  expect(await processor.process(stored)).toEqual(processed);
  expect(backend.received).toMatchObject([
    { id: stored.message.messageSid, content: { type: 'message.received' } },
  ]);
  expect(recording.logged).toMatchObject([{ message: 'forward-failed', code: 'econnreset' }]);
  const tags = { operation: 'message' };
  expect(recording.metrics.samples().map(({ name, tags }) => ({ name, tags }))).toEqual([
    { name: 'forward.request', tags },
    { name: 'forward.requests', tags: { ...tags, result: 'not-connected' } },
    { name: 'forward.request', tags },
    { name: 'forward.requests', tags: { ...tags, result: 'succeeded' } },
    { name: 'forward.request', tags },
    { name: 'forward.requests', tags: { ...tags, result: 'succeeded' } },
  ]);
});

it('writes every kind of content under the names of the contract', async () => {
  const backend = await startBackend();
  const { processor } = createProcessor(forwardConfig(backend.url), { clock, ...record() });
  const stored = storedMessage({
    type: 'image',
    media: [{ url: 'https://api.twilio.com/media/1', contentType: 'image/png' }],
    location: { latitude: 52.5, longitude: 13.4, label: 'Office', address: null },
    button: { text: 'Yes', payload: 'yes-1', type: 'REPLY' },
    listReply: { id: 'second', title: 'The second' },
    flow: { data: '{"a":1}', interactiveData: null },
    repliedTo: { messageSid: 'SM1', senderAddress: 'whatsapp:+15550100000' },
    forwarded: 'frequently',
    referral: {
      sourceType: 'ad',
      sourceId: '1',
      sourceUrl: 'https://fb.me/1',
      headline: 'Shoes',
      body: 'Buy them',
      clickId: 'click',
      mediaCount: 1,
      mediaId: '2',
      mediaUrl: 'https://example.com/2',
      mediaContentType: 'image/jpeg',
    },
  });
  await processor.process({ ...stored, backfilled: true, outOfOrder: true });
  const received_at = new Date(RECEIVED_AT).toISOString();
  expect(backend.received[0]?.content).toEqual({
    type: 'message.received',
    timestamp: received_at,
    data: {
      message_sid: stored.message.messageSid,
      user_id: 'ana',
      number: 7,
      from: 'whatsapp:+15550100001',
      external_user_id: 'whatsapp:US.13491208655302741918',
      profile_name: 'Ana Ñ',
      type: 'image',
      body: 'Where is my order?',
      media: [{ url: 'https://api.twilio.com/media/1', content_type: 'image/png' }],
      location: { latitude: 52.5, longitude: 13.4, label: 'Office', address: null },
      button: { text: 'Yes', payload: 'yes-1', type: 'REPLY' },
      list_reply: { id: 'second', title: 'The second' },
      flow: { data: '{"a":1}', interactive_data: null },
      replied_to: { message_sid: 'SM1', sender_address: 'whatsapp:+15550100000' },
      forwarded: 'frequently',
      referral: {
        source_type: 'ad',
        source_id: '1',
        source_url: 'https://fb.me/1',
        headline: 'Shoes',
        body: 'Buy them',
        click_id: 'click',
        media_count: 1,
        media_id: '2',
        media_url: 'https://example.com/2',
        media_content_type: 'image/jpeg',
      },
      received_at,
      backfilled: true,
      out_of_order: true,
    },
  });
});

it('signs as the specification says: by a known answer, and by the check of its own library', async () => {
  const webhooks: { headers: Record<string, string>; body: string }[] = [];
  const url = await answering(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'content-type'];
    const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name])]));
    webhooks.push({ headers, body });
    response.end();
  });
  const sinkAt = (now: number) =>
    createProcessor(forwardConfig(url), { clock: { now: () => now }, ...record() }).eventSink;
  await sinkAt(1_614_265_330_999)?.deliver({ ...EVENT, id: 'msg_p5jXN8AQM9LWM0D4loKWxJek' });
  await sinkAt(Date.now())?.deliver({ ...EVENT, messageId: 'order-12345', reason: 'window-closed' });
  const [known, present] = webhooks;
  expect(known).toEqual({
    headers: {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,SKnG5F70D5H09K3u1AqLwmv8wAcHCLEa8X2lkZkQ9jw=',
      'content-type': 'application/json',
    },
    body: '{"type":"link.created","timestamp":"2021-02-25T15:02:10.000Z","data":{"user_id":"ana"}}',
  });
  expect(new Webhook(SIGNING_SECRET).verify(present?.body ?? '', present?.headers ?? {})).toMatchObject({
    data: { user_id: 'ana', message_id: 'order-12345', reason: 'window-closed' },
  });
});

it('hands over the events that are switched on, and has no sink where none is', async () => {
  const backend = await startBackend();
  const ports = { clock, ...record() };
  const on = PRODUCT_EVENT_TYPES.filter((type) => type !== 'message.read');
  const { eventSink } = createProcessor(forwardConfig(backend.url, { events: new Set(on) }), ports);
  for (const type of PRODUCT_EVENT_TYPES) {
    expect(await eventSink?.deliver({ ...EVENT, type, id: `event-${type}` })).toEqual({ kind: 'delivered' });
  }
  expect(backend.received.map(({ content }) => content.type)).toEqual(on);
  backend.faults.inject({ kind: 'status', status: 503, retryAfter: '3' });
  expect(await eventSink?.deliver({ ...EVENT, id: 'event-late' })).toMatchObject({
    kind: 'failed',
    retryAfter: 3_000,
  });
  expect(createProcessor(forwardConfig(backend.url, { events: new Set() }), ports).eventSink).toBeNull();
});

it('acknowledges with the configured text, without any event', async () => {
  const ports = { clock, ...record() };
  const { processor, eventSink } = createProcessor({ kind: 'acknowledge', text: 'Thank you!' }, ports);
  expect(await processor.process(storedMessage())).toEqual({
    kind: 'processed',
    replies: [{ content: { kind: 'text', body: 'Thank you!', mediaUrl: null }, fallbackTemplate: null }],
  });
  expect(eventSink).toBeNull();
});
