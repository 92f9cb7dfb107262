import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HttpListener } from '../../../../local/world/http-listener.ts';
import { SendQueueUnavailableError } from '../../../src/domain/messaging/messaging-errors.ts';
import { InMemoryMetricsCollector } from '../../../src/infra/metrics/in-memory-metrics-collector.ts';
import { StructuredLogger, type LogEntry } from '../../../src/infra/logging/structured-logger.ts';
import { rememberTrace, runWithTrace } from '../../../src/infra/logging/trace-context.ts';
import { CloudTasksEventQueue } from '../../../src/infra/tasks/cloud-tasks-event-queue.ts';
import { CloudTasksProcessQueue } from '../../../src/infra/tasks/cloud-tasks-process-queue.ts';
import type { CloudTasksOptions } from '../../../src/infra/tasks/cloud-tasks-queue.ts';
import { CloudTasksSendQueue } from '../../../src/infra/tasks/cloud-tasks-send-queue.ts';

interface TaskRequest {
  readonly url: string | undefined;
  readonly name: string;
  readonly scheduleTime: string | undefined;
  readonly dispatchDeadline: string;
  readonly traceparent: string | undefined;
  readonly data: unknown;
}

const NOW = Date.parse('2026-08-01T12:00:00Z');
const QUEUES = 'projects/demo-linkline/locations/europe-west1/queues';
const QUEUE = `${QUEUES}/sendOutboundMessage`;

describe('the queues of Cloud Tasks, through firebase-admin', () => {
  let server: HttpListener;
  let app: App;
  let requests: TaskRequest[];
  let answer: { status: number; body: unknown };
  let metrics: InMemoryMetricsCollector;
  let logged: LogEntry[];
  let options: CloudTasksOptions;
  let queue: CloudTasksSendQueue;

  beforeEach(async () => {
    requests = [];
    logged = [];
    answer = { status: 200, body: { name: 'created' } };
    server = await HttpListener.start({ host: '127.0.0.1', port: 0 }, (request, response) => {
      void respond(request, response);
    });
    vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
    vi.stubEnv('CLOUD_TASKS_EMULATOR_HOST', `${server.host}:${server.port}`);
    app = initializeApp({ projectId: 'demo-linkline' }, `send-queue-${server.port}`);
    const clock = { now: () => NOW };
    metrics = new InMemoryMetricsCollector({ clock });
    const write = (entry: LogEntry) => void logged.push(entry);
    const logger = new StructuredLogger({ projectId: 'demo-linkline', service: 'test', write });
    options = { app, region: 'europe-west1', clock, metrics, logger };
    queue = new CloudTasksSendQueue(options);
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await deleteApp(app);
    await server.stop();
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests.push(await taskIn(request));
    const { status, body } = answer;
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }

  it('take a message that is due at once', async () => {
    await queue.schedule({ messageId: 'linked-1', step: 0, notBefore: NOW });
    expect(requests).toEqual([
      {
        url: `/${QUEUE}/tasks`,
        name: expect.stringMatching(new RegExp(`^${QUEUE}/tasks/[A-Za-z0-9_-]{1,500}$`)),
        scheduleTime: undefined,
        dispatchDeadline: '60s',
        data: { messageId: 'linked-1', step: 0 },
      },
    ]);
    expect(metrics.samples()).toMatchObject([
      { name: 'tasks.enqueue', tags: { queue: 'sendOutboundMessage' } },
      { name: 'tasks.enqueued', tags: { queue: 'sendOutboundMessage', result: 'succeeded' } },
    ]);
  });

  it('carry the trace of their message, or of what runs where nothing is known of it', async () => {
    const [running, known] = ['1', '2'].map((digit) => digit.repeat(32));
    const trace = (traceId = '') => ({ traceId, spanId: 'a'.repeat(16), isSampled: true });
    await runWithTrace(trace(running), async () => {
      rememberTrace('linked-2', trace(known));
      await queue.schedule({ messageId: 'linked-1', step: 0, notBefore: NOW });
      await queue.schedule({ messageId: 'linked-2', step: 0, notBefore: NOW });
    });
    expect(requests.map(({ traceparent }) => traceparent?.slice(3, 35))).toEqual([running, known]);
  });

  it('hold one back that is due later', async () => {
    await queue.schedule({ messageId: 'linked-1', step: 1, notBefore: NOW + 90_000 });
    expect(requests.map(({ scheduleTime }) => scheduleTime)).toEqual(['2026-08-01T12:01:30.000Z']);
  });

  it('give each function its own data and as much time as it may run', async () => {
    const messageSid = `SM${'1'.repeat(32)}`;
    const line = { userId: 'ada', messageSid: null };
    await new CloudTasksProcessQueue(options).schedule({ ...line, cause: 'waiting-1', notBefore: NOW });
    await new CloudTasksProcessQueue(options).schedule({ ...line, messageSid, cause: '2', notBefore: NOW });
    await new CloudTasksEventQueue(options).schedule({ eventId: 'event-1', attempt: 2, notBefore: NOW });
    const process = { url: `/${QUEUES}/processInboundMessage/tasks`, dispatchDeadline: '300s' };
    expect(requests).toMatchObject([
      { ...process, data: line },
      { ...process, data: { ...line, messageSid } },
      { url: `/${QUEUES}/deliverEvent/tasks`, dispatchDeadline: '60s', data: { eventId: 'event-1' } },
    ]);
  });

  it('are content with a task that is queued already', async () => {
    answer = { status: 409, body: { error: { status: 'ALREADY_EXISTS', message: 'exists' } } };
    await queue.schedule({ messageId: 'linked-1', step: 0, notBefore: NOW });
    expect(metrics.samples()).toContainEqual(
      expect.objectContaining({
        name: 'tasks.enqueued',
        tags: { queue: 'sendOutboundMessage', result: 'already-queued' },
      }),
    );
    expect(logged).toEqual([]);
  });

  it.each([
    [
      { status: 403, body: { error: { status: 'PERMISSION_DENIED', message: 'secret' } } },
      'permission-denied',
    ],
    [{ status: 500, body: 'secret' }, 'unknown-error'],
  ])('say that they are unavailable, with the code and nothing else: %j', async (refusal, reason) => {
    answer = refusal;
    const error: unknown = await queue
      .schedule({ messageId: 'linked-1', step: 0, notBefore: NOW })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(SendQueueUnavailableError);
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toMatch(/secret|Bearer|owner/);
    expect(logged[0]).toMatchObject({
      level: 'warn',
      message: 'task-not-enqueued',
      message_id: 'linked-1',
      reason,
    });
    expect(metrics.samples()).toContainEqual(
      expect.objectContaining({
        name: 'tasks.enqueued',
        tags: { queue: 'sendOutboundMessage', result: 'failed' },
      }),
    );
  });

  it('say so when nobody listens', async () => {
    await server.stop();
    await expect(queue.schedule({ messageId: 'linked-1', step: 0, notBefore: NOW })).rejects.toMatchObject({
      code: 'send-queue-unavailable',
      cause: { code: 'app/network-error' },
    });
  });
});

async function taskIn(request: IncomingMessage): Promise<TaskRequest> {
  // the body is what the emulator protocol of firebase-admin makes it
  const { task } = (await json(request)) as {
    task: Pick<TaskRequest, 'name' | 'scheduleTime' | 'dispatchDeadline'> & {
      httpRequest: { body: string; headers: { traceparent?: string } };
    };
  };
  const { data } = JSON.parse(Buffer.from(task.httpRequest.body, 'base64').toString()) as { data: unknown };
  const { name, scheduleTime, dispatchDeadline } = task;
  const { traceparent } = task.httpRequest.headers;
  return { url: request.url, name, scheduleTime, dispatchDeadline, traceparent, data };
}
