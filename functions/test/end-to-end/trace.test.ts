import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReceivedWebhook } from '../../../local/product/received-webhook.ts';
import type { Activity } from '../../../local/world/activity.ts';
import { letPass } from '../../../local/world/let-pass.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { settle } from '../../../local/world/settle.ts';
import { MINUTE } from '../../src/domain/shared/clock.ts';
import { collections } from '../../src/infra/firestore/collections.ts';
import { Person } from './support/person.ts';
import { PHONE, WebhookCaller } from './support/webhook-caller.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SPAN_ID = 'b7ad6b7169203331';
const TRACEPARENT = `00-${TRACE_ID}-${SPAN_ID}-01`;
const CLOUD_TRACE_CONTEXT = `${TRACE_ID}/${BigInt(`0x${SPAN_ID}`)};o=1`;
const OTHER_TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

const TRACE = 'logging.googleapis.com/trace';
const SPAN = 'logging.googleapis.com/spanId';
const SAMPLED = 'logging.googleapis.com/trace_sampled';
/** A report says nothing of a trace, and nothing is read only to learn it. */
const REPORTS = 'record-delivery';

type LogFields = Extract<Activity, { kind: 'log' }>['fields'];

let world: LocalWorld;
let twilio: WebhookCaller;
const logged: LogFields[] = [];
let former = 0;

beforeAll(async () => {
  world = await LocalWorld.start({
    parameters: { LOG_LEVEL: 'debug', FORWARD_EVENTS: 'link.created,message.failed' },
    productReply: ({ data: { body } }) => [{ body: `You wrote: ${body}` }],
  });
  twilio = new WebhookCaller(`${world.functionsBaseUrl}/twilioWebhook`);
  await new Person(world, 'ada', { From: PHONE }).link();
  world.activity.subscribe((activity) => {
    if (activity.kind === 'log') logged.push(activity.fields);
  });
});

beforeEach(async () => {
  world.firestore.eventFaults.clear();
  world.product.faults.clear();
  await settle(world);
  former = world.product.received.length;
  logged.length = 0;
});
afterAll(() => world.stop());

function traceOf(traceId: string): string {
  return `projects/demo-linkline/traces/${traceId}`;
}

/** Of the lines that `belongs` picks, which use cases wrote them under which trace. */
function storyOf(belongs: (fields: LogFields) => boolean) {
  const lines = logged.filter(belongs).filter(({ use_case }) => use_case !== REPORTS);
  return {
    useCases: new Set(lines.flatMap(({ use_case }) => use_case ?? [])),
    traces: new Set(lines.map((fields) => fields[TRACE])),
  };
}

/** Where Cloud Logging finds the trace of each line that the use case wrote. */
function linesOf(useCase: string) {
  const lines = logged.filter(({ use_case }) => use_case === useCase);
  return lines.map((fields) => [fields[TRACE], fields[SPAN], fields[SAMPLED]]);
}

function received(): readonly ReceivedWebhook[] {
  return world.product.received.slice(former);
}

function call(name: string, userId: string, data: object): Promise<Response> {
  return fetch(`${world.functionsBaseUrl}/${name}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${world.signIn(userId).idToken}`,
      traceparent: TRACEPARENT,
    },
    body: JSON.stringify({ data }),
  });
}

/** A use case writes a line when it starts and one when it has finished, after it has awaited Firestore. */
const line = [traceOf(TRACE_ID), SPAN_ID, true];
const bothTraced = [line, line];

describe('log lines carry the trace', () => {
  it.each([
    ['traceparent', TRACEPARENT],
    ['X-Cloud-Trace-Context', CLOUD_TRACE_CONTEXT],
  ])('of a webhook, from %s', async (header, value) => {
    expect(await twilio.post(twilio.message(), { [header]: value })).toMatchObject({ status: 200 });
    expect(linesOf('receive-message')).toEqual(bothTraced);
  });

  it('of a callable', async () => {
    expect((await call('startLink', 'grace', {})).status).toBe(200);
    expect(linesOf('start-link')).toEqual(bothTraced);
  });

  it('of no other request: one that names none begins its own', async () => {
    await Promise.all([
      twilio.post(twilio.message(['From', 'whatsapp:+15551110002'])),
      twilio.post(twilio.message(['From', 'whatsapp:+15551110003']), { traceparent: TRACEPARENT }),
    ]);
    const lines = linesOf('receive-message');
    expect(lines).toHaveLength(4);
    expect(lines.filter(([trace]) => trace === traceOf(TRACE_ID))).toEqual(bothTraced);
    expect(new Set(lines.map(([trace]) => trace)).size).toBe(2);
  });
});

describe('one trace tells the whole story', () => {
  it('of a link, from the call that confirms it to "Account linked!"', async () => {
    const person = new Person(world, 'linus', { From: 'whatsapp:+15551110004' });
    const claim = await person.claim();
    await call('confirmLink', 'linus', claim);
    await settle(world);
    expect(await person.announcements()).toBe(1);
    const announced = `linked-${claim.requestId}`;
    expect(storyOf((fields) => fields[TRACE] === traceOf(TRACE_ID)).useCases).toEqual(
      new Set([
        'link-account',
        'announce-linked-account',
        'enqueue-message',
        'send-message',
        'deliver-event',
      ]),
    );
    expect(storyOf(({ message_id }) => message_id === announced).traces).toEqual(
      new Set([traceOf(TRACE_ID)]),
    );
    expect(received().map(({ traceparent }) => traceparent)).toEqual([
      expect.stringMatching(new RegExp(`^00-${TRACE_ID}-(?!${SPAN_ID})[0-9a-f]{16}-01$`)),
    ]);
  });

  it('of a message and its reply, also where events and tasks come twice', async () => {
    const message = twilio.message(['Body', 'hello']);
    const sid = new Map(message).get('MessageSid');
    world.firestore.eventFaults.chooseBy(() => ({ kind: 'duplicate' }));
    for (let planned = 0; planned < 4; planned += 1) world.tasks.faults.inject('duplicate');
    await twilio.post(message, { traceparent: TRACEPARENT });
    await twilio.post(message, { traceparent: `00-${OTHER_TRACE_ID}-${SPAN_ID}-01` });
    await letPass(world, MINUTE);
    // the webhook that was repeated is a request of its own, which leads to nothing
    const isOfMessage = ({ use_case, message_sid, message_id }: LogFields) =>
      use_case !== 'receive-message' && (message_sid === sid || message_id === `reply-${sid}-0`);
    expect(storyOf(isOfMessage).traces).toEqual(new Set([traceOf(TRACE_ID)]));
    const story = storyOf((fields) => fields[TRACE] === traceOf(TRACE_ID));
    expect(story.useCases).toEqual(
      new Set(['receive-message', 'process-message', 'enqueue-message', 'send-message']),
    );
    const spans = logged.filter((fields) => fields[TRACE] === traceOf(TRACE_ID));
    expect(spans.filter((fields) => fields['parent_span_id'] === SPAN_ID).length).toBeGreaterThan(0);
    const stored = world.firestore.documents(collections.inboundMessages);
    expect(stored.find(({ path }) => path.endsWith(String(sid)))?.data).toMatchObject({
      state: 'processed',
      trace: TRACEPARENT,
    });
  });

  it('of each of two messages that one run processes', async () => {
    world.product.faults.keep({ kind: 'down' });
    const traceIds = [TRACE_ID, OTHER_TRACE_ID];
    const messages = traceIds.map(() => twilio.message());
    for (const [position, message] of messages.entries()) {
      await twilio.post(message, { traceparent: `00-${traceIds[position]}-${SPAN_ID}-00` });
    }
    await settle(world);
    world.product.faults.keep(null);
    await letPass(world, MINUTE);
    const sids = messages.map((message) => String(new Map(message).get('MessageSid')));
    expect(received().map(({ id, traceparent }) => [id, traceparent?.slice(3, 35)])).toEqual(
      sids.map((sid, position) => [sid, traceIds[position]]),
    );
    for (const [position, sid] of sids.entries()) {
      const isOfMessage = ({ message_sid, message_id }: LogFields) =>
        message_sid === sid || message_id === `reply-${sid}-0`;
      const story = storyOf(isOfMessage);
      expect(story.traces).toEqual(new Set([traceOf(traceIds[position] ?? '')]));
      expect(story.useCases).toContain('send-message');
    }
  });
});
