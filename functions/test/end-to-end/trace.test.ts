import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callEventFunction, type EncodedEvent } from '../../../local/functions-host/call-event-function.ts';
import type { Activity } from '../../../local/world/activity.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { settle } from '../../../local/world/settle.ts';
import { collections } from '../../src/infra/firestore/collections.ts';
import { Person } from './support/person.ts';
import { WebhookCaller } from './support/webhook-caller.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SPAN_ID = 'b7ad6b7169203331';
const TRACEPARENT = `00-${TRACE_ID}-${SPAN_ID}-01`;
const CLOUD_TRACE_CONTEXT = `${TRACE_ID}/${BigInt(`0x${SPAN_ID}`)};o=1`;

type LogFields = Extract<Activity, { kind: 'log' }>['fields'];

let world: LocalWorld;
let twilio: WebhookCaller;
const mappingEvents: EncodedEvent[] = [];
const logged: LogFields[] = [];

beforeAll(async () => {
  world = await LocalWorld.start({ parameters: { LOG_LEVEL: 'debug' } });
  twilio = new WebhookCaller(`${world.functionsBaseUrl}/twilioWebhook`);
  world.activity.subscribe((activity) => {
    if (activity.kind === 'log') logged.push(activity.fields);
  });
  world.firestore.triggers.add({
    name: 'keep-the-event',
    eventType: 'google.cloud.firestore.document.v1.created',
    document: `${collections.userMappings}/{id}`,
    retry: false,
    deliver: async (event) => void mappingEvents.push(event),
  });
});

beforeEach(() => {
  logged.length = 0;
});
afterAll(() => world.stop());

/** Where Cloud Logging finds the trace of each line that the use case wrote. */
function tracesOf(useCase: string) {
  const lines = logged.filter((fields) => fields['use_case'] === useCase);
  return lines.map((fields) => ({
    trace: fields['logging.googleapis.com/trace'],
    spanId: fields['logging.googleapis.com/spanId'],
    isSampled: fields['logging.googleapis.com/trace_sampled'],
  }));
}

const traced = { trace: `projects/demo-linkline/traces/${TRACE_ID}`, spanId: SPAN_ID, isSampled: true };
/** A use case writes a line when it starts and one when it has finished, after it has awaited Firestore. */
const bothTraced = [traced, traced];

describe('log lines carry the trace', () => {
  it.each([
    ['traceparent', TRACEPARENT],
    ['X-Cloud-Trace-Context', CLOUD_TRACE_CONTEXT],
  ])('of a webhook, from %s', async (header, value) => {
    expect(await twilio.post(twilio.message(), { [header]: value })).toMatchObject({ status: 200 });
    expect(tracesOf('receive-message')).toEqual(bothTraced);
  });

  it('of no other request', async () => {
    await Promise.all([
      twilio.post(twilio.message(['From', 'whatsapp:+15551110002'])),
      twilio.post(twilio.message(['From', 'whatsapp:+15551110003']), { traceparent: TRACEPARENT }),
    ]);
    const traces = tracesOf('receive-message');
    expect(traces).toHaveLength(4);
    expect(traces.filter(({ trace }) => trace !== undefined)).toEqual(bothTraced);
  });

  it('of a callable', async () => {
    const response = await fetch(`${world.functionsBaseUrl}/startLink`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${world.signIn('ada').idToken}`,
        traceparent: TRACEPARENT,
      },
      body: JSON.stringify({ data: {} }),
    });
    expect(response.status).toBe(200);
    expect(tracesOf('start-link')).toEqual(bothTraced);
  });

  it('of a Firestore event', async () => {
    await new Person(world, 'ada', { From: 'whatsapp:+15551110004' }).link();
    const [event] = mappingEvents;
    if (event === undefined) throw new Error('No event of the mapping came.');
    logged.length = 0;
    await callEventFunction(`${world.functionsBaseUrl}/onUserMappingCreated`, {
      ...event,
      headers: { ...event.headers, 'ce-traceparent': TRACEPARENT },
    });
    await settle(world);
    expect(tracesOf('announce-linked-account')).toEqual(bothTraced);
  });
});
