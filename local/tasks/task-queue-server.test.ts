import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import { getFunctions, type TaskQueue } from 'firebase-admin/functions';
import { EventEmitter, once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HttpListener } from '../world/http-listener.ts';
import { LocalClock } from '../world/local-clock.ts';
import { defaultRetryPolicy } from './retry-policy.ts';
import type { TaskActivity } from './task-queue.ts';
import { TaskQueueServer } from './task-queue-server.ts';

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
}

describe('TaskQueueServer, through firebase-admin', () => {
  let clock: LocalClock;
  let server: TaskQueueServer;
  let target: HttpListener;
  let app: App;
  let queue: TaskQueue;
  let calls: Call[];
  let arrivals: EventEmitter;
  let activities: TaskActivity[];
  let answer: (call: number) => number | Promise<number>;

  beforeEach(async () => {
    clock = new LocalClock();
    calls = [];
    arrivals = new EventEmitter();
    activities = [];
    answer = () => 204;
    server = await TaskQueueServer.start({ clock, onActivity: (activity) => activities.push(activity) });
    target = await startTarget();
    server.add({
      name: 'sendOutboundMessage',
      url: `${target.url}/functions/sendOutboundMessage`,
      retryPolicy: { ...defaultRetryPolicy, maxAttempts: 3, minBackoffSeconds: 60 },
    });
    vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
    vi.stubEnv('CLOUD_TASKS_EMULATOR_HOST', server.address);
    app = initializeApp({ projectId: 'demo-linkline' }, `tasks-${target.port}`);
    queue = getFunctions(app).taskQueue('locations/us-central1/functions/sendOutboundMessage');
  });

  afterEach(async () => {
    await server.stop();
    await target.stop();
    clock.stop();
    await deleteApp(app);
    vi.unstubAllEnvs();
  });

  async function startTarget(): Promise<HttpListener> {
    return await HttpListener.start({ host: '127.0.0.1', port: 0 }, (request, response) => {
      void (async () => {
        calls.push({ headers: request.headers, body: await text(request), at: clock.now() });
        arrivals.emit('call');
        response.writeHead(await answer(calls.length)).end();
      })();
    });
  }

  function tasksUrl(): string {
    const queuePath = 'projects/demo-linkline/locations/us-central1/queues/sendOutboundMessage';
    return `http://${server.address}/${queuePath}/tasks`;
  }

  async function createTask({ address }: TaskQueueServer, id: string): Promise<void> {
    const path = 'projects/demo-linkline/locations/us-central1/queues/queue/tasks';
    const task = { name: `${path}/${id}`, httpRequest: { body: '' } };
    const response = await fetch(`http://${address}/${path}`, {
      method: 'POST',
      body: JSON.stringify({ task }),
    });
    expect(response.status).toBe(200);
  }

  async function advance(milliseconds: number): Promise<void> {
    clock.advance(milliseconds);
    await server.idle();
  }

  it('delivers a task with its data, headers and a token', async () => {
    await queue.enqueue({ messageId: 'm-1' }, { id: 'm-1_0', headers: { 'X-Extra': 'yes' } });
    await server.idle();
    expect(calls).toHaveLength(1);
    const call = calls[0];
    expect(JSON.parse(call?.body ?? '')).toEqual({ data: { messageId: 'm-1' } });
    expect(call?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-extra': 'yes',
      'x-cloudtasks-queuename': 'sendOutboundMessage',
      'x-cloudtasks-taskname': 'm-1_0',
      'x-cloudtasks-taskretrycount': '0',
      'x-cloudtasks-taskexecutioncount': '0',
    });
    expect(call?.headers.authorization).toMatch(/^Bearer [\w-]+\.[\w-]+\.$/u);
    expect(server.pending()).toEqual([]);
  });

  it('refuses an id that is waiting, and one that is done', async () => {
    const scheduleTime = new Date(clock.now() + 60_000);
    await queue.enqueue({}, { id: 'once', scheduleTime });
    await expect(queue.enqueue({}, { id: 'once' })).rejects.toMatchObject({
      code: 'functions/task-already-exists',
    });
    await advance(60_000);
    expect(calls).toHaveLength(1);
    await expect(queue.enqueue({}, { id: 'once' })).rejects.toMatchObject({
      code: 'functions/task-already-exists',
    });
  });

  it('holds a task back until its time', async () => {
    const due = clock.now() + 3_600_000;
    await queue.enqueue({}, { id: 'later', scheduleTime: new Date(due) });
    await advance(3_500_000);
    expect(calls).toHaveLength(0);
    expect(server.pending()).toEqual([
      { queue: 'sendOutboundMessage', id: 'later', attempts: 0, running: false, dueAt: due },
    ]);
    await advance(100_000);
    expect(calls[0]?.at).toBeGreaterThanOrEqual(due);
    expect(calls[0]?.headers['x-cloudtasks-tasketa']).toBe(String(due / 1_000));
  });

  it('tries a failed task again with backoff, tells what happened before, and gives up after maxAttempts', async () => {
    answer = (call) => (call === 1 ? 503 : 500);
    await queue.enqueue({}, { id: 'failing' });
    await server.idle();
    expect(calls).toHaveLength(1);
    await advance(60_000);
    await advance(119_000);
    expect(calls).toHaveLength(2);
    await advance(1_000);
    expect(calls.map((call) => call.headers['x-cloudtasks-taskretrycount'])).toEqual(['0', '1', '2']);
    expect(calls.map((call) => call.headers['x-cloudtasks-taskpreviousresponse'])).toEqual([
      undefined,
      '503',
      '500',
    ]);
    expect(server.pending()).toEqual([]);
    expect(activities.map((activity) => activity.event)).toEqual([
      'scheduled',
      'retrying',
      'retrying',
      'dropped',
    ]);
  });

  it('never delivers one task twice at the same time', async () => {
    const firstAnswer = Promise.withResolvers<number>();
    answer = (call) => (call === 1 ? firstAnswer.promise : 204);
    const arrival = once(arrivals, 'call');
    await queue.enqueue({}, { id: 'slow', dispatchDeadlineSeconds: 1_800 });
    await arrival;
    clock.advance(1_700_000);
    await setImmediate();
    expect(calls).toHaveLength(1);
    firstAnswer.resolve(500);
    await server.idle();
    await advance(60_000);
    expect(calls).toHaveLength(2);
  });

  it('counts an answer later than the deadline as none', async () => {
    const never = Promise.withResolvers<number>();
    answer = (call) => (call === 1 ? never.promise : 204);
    const arrival = once(arrivals, 'call');
    await queue.enqueue({}, { id: 'hanging', dispatchDeadlineSeconds: 15 });
    await arrival;
    await advance(15_000);
    await advance(60_000);
    expect(calls).toHaveLength(2);
    expect(calls[1]?.headers).toMatchObject({
      'x-cloudtasks-taskretrycount': '1',
      'x-cloudtasks-taskexecutioncount': '0',
    });
    never.resolve(204);
  });

  it('deletes a task, and answers 404 when there is none', async () => {
    await queue.enqueue({}, { id: 'unwanted', scheduleTime: new Date(clock.now() + 1_000) });
    await queue.delete('unwanted');
    await advance(2_000);
    expect(calls).toHaveLength(0);
    const again = await fetch(`${tasksUrl()}/unwanted`, { method: 'DELETE' });
    expect(again.status).toBe(404);
  });

  it.each([
    { fault: 'lose', first: 0, afterRetry: 1 },
    { fault: 'lose-answer', first: 1, afterRetry: 2 },
    { fault: 'duplicate', first: 2, afterRetry: 2 },
  ] as const)('can $fault a delivery', async ({ fault, first, afterRetry }) => {
    server.faults.inject(fault);
    await queue.enqueue({}, { id: `fault-${fault}` });
    await server.idle();
    expect(calls).toHaveLength(first);
    await advance(60_000);
    expect(calls).toHaveLength(afterRetry);
    expect(server.pending()).toEqual([]);
  });

  it('accepts a task and forgets it when a fault loses tasks, so many or by chance', async () => {
    const units = [0.9, 0.1];
    const random = { bytes: () => new Uint8Array(), unit: () => units.shift() ?? 1 };
    const lossy = await TaskQueueServer.start({ clock, random });
    lossy.add({ name: 'queue', url: target.url, retryPolicy: defaultRetryPolicy });
    lossy.faults.loseTasks({ next: 1, probability: 0.5 });
    const lost = [];
    for (const id of ['counted', 'lucky', 'unlucky']) {
      calls.length = 0;
      await createTask(lossy, id);
      await lossy.idle();
      lost.push(calls.length === 0);
    }
    expect(lost).toEqual([true, false, true]);
    expect(lossy.pending()).toEqual([]);
    await lossy.stop();
  });

  it('holds the rate of a queue: a burst of a fifth of a second, then one task after the other', async () => {
    // only moves when it is moved
    clock = new LocalClock(() => 0);
    const paced = await TaskQueueServer.start({ clock });
    const rateLimits = { maxDispatchesPerSecond: 10, maxConcurrentDispatches: 100 };
    paced.add({ name: 'queue', url: target.url, retryPolicy: defaultRetryPolicy, rateLimits });
    for (let n = 0; n < 7; n += 1) await createTask(paced, `task-${n}`);
    await paced.idle();
    while (paced.pending().length > 1) {
      clock.advance((clock.nextTimer() ?? Infinity) - clock.now());
      await paced.idle();
    }
    expect(calls.map(({ at }) => at)).toEqual([0, 0, 100, 200, 300, 400]);
    await paced.stop();
    expect(clock.nextTimer()).toBeUndefined();
  });

  it('delivers no more tasks at once than a queue allows, and is idle only when all had their turn', async () => {
    const rateLimits = { maxDispatchesPerSecond: 500, maxConcurrentDispatches: 1 };
    server.add({ name: 'queue', url: target.url, retryPolicy: defaultRetryPolicy, rateLimits });
    const firstAnswer = Promise.withResolvers<number>();
    answer = (call) => (call === 1 ? firstAnswer.promise : 204);
    const arrival = once(arrivals, 'call');
    await createTask(server, 'first');
    await createTask(server, 'second');
    await createTask(server, 'third');
    await arrival;
    expect(server.pending().map(({ running }) => running)).toEqual([true, false, false]);
    firstAnswer.resolve(204);
    await server.idle();
    expect(calls).toHaveLength(3);
  });

  it('names the queues there are when a task is for another', async () => {
    const unknown = getFunctions(app).taskQueue('locations/us-central1/functions/noSuchFunction');
    await expect(unknown.enqueue({})).rejects.toThrow(/Queues: sendOutboundMessage/u);
  });

  it.each([
    { body: '{', says: 'not JSON' },
    { body: '{"task":{}}', says: 'task.httpRequest' },
    { body: '{"task":{"name":"x/tasks/a b","httpRequest":{"body":""}}}', says: 'task.name' },
    {
      body: '{"task":{"scheduleTime":"2999-01-01T00:00:00Z","httpRequest":{"body":""}}}',
      says: '30 days',
    },
  ])('refuses $body', async ({ body, says }) => {
    const response = await fetch(tasksUrl(), { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(says);
  });

  it('stops at once with a delivery under way and tasks waiting', async () => {
    const never = Promise.withResolvers<number>();
    answer = () => never.promise;
    const arrival = once(arrivals, 'call');
    await queue.enqueue({}, { id: 'running' });
    await queue.enqueue({}, { id: 'waiting', scheduleTime: new Date(clock.now() + 60_000) });
    await arrival;
    await server.stop();
    expect(server.pending()).toEqual([]);
    expect(clock.nextTimer()).toBeUndefined();
    never.resolve(204);
  });
});
