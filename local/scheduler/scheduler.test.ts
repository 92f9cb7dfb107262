import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { onSchedule } from 'firebase-functions/scheduler';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FunctionsHost } from '../functions-host/functions-host.ts';
import { readDeployedFunctions } from '../functions-host/read-deployed-functions.ts';
import type { TaskActivity } from '../tasks/task-queue.ts';
import { HttpListener } from '../world/http-listener.ts';
import { LocalClock } from '../world/local-clock.ts';
import { Scheduler } from './scheduler.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-03-01T12:00:00Z');

const runs: string[] = [];
const functions = {
  sweep: onSchedule('every 5 minutes', ({ scheduleTime }) => {
    runs.push(scheduleTime);
    if (runs.length === 2) throw new Error('not this time');
  }),
};

describe('Scheduler', () => {
  let host: FunctionsHost;
  let clock: LocalClock;
  let scheduler: Scheduler;
  let activities: TaskActivity[];

  beforeAll(async () => {
    host = await FunctionsHost.start({ project: 'demo-linkline', region: 'us-central1' });
    for (const deployed of readDeployedFunctions(functions)) host.add(deployed);
  });

  beforeEach(() => {
    runs.length = 0;
    activities = [];
    // only moves when it is moved
    clock = new LocalClock(() => START);
    scheduler = new Scheduler({ clock, onActivity: (activity) => activities.push(activity) });
  });

  afterEach(async () => {
    await scheduler.stop();
    clock.stop();
  });

  afterAll(async () => {
    await host.stop();
  });

  async function advance(milliseconds: number): Promise<void> {
    clock.advance(milliseconds);
    await scheduler.idle();
  }

  it('calls a scheduled function at its times, tells them to it, and goes on after a failure', async () => {
    for (const deployed of readDeployedFunctions(functions)) {
      if (deployed.kind === 'schedule') scheduler.add({ ...deployed, url: host.url(deployed.name) });
    }
    await advance(4 * MINUTE);
    expect(runs).toEqual([]);
    await advance(MINUTE);
    await advance(5 * MINUTE);
    await advance(5 * MINUTE);
    expect(runs).toEqual([
      '2026-03-01T12:05:00.000Z',
      '2026-03-01T12:10:00.000Z',
      '2026-03-01T12:15:00.000Z',
    ]);
    expect(activities.map(({ queue, event }) => [queue, event])).toEqual([
      ['sweep', 'delivered'],
      ['sweep', 'dropped'],
      ['sweep', 'delivered'],
    ]);
  });

  it('leaves out the times at which a job still runs', async () => {
    const requests: IncomingMessage[] = [];
    const answered = Promise.withResolvers<void>();
    const slow = await HttpListener.start({ host: '127.0.0.1', port: 0 }, (request, response) => {
      requests.push(request);
      void answered.promise.then(() => response.writeHead(200).end());
      arrivals.dispatchEvent(new Event('request'));
    });
    const arrivals = new EventTarget();
    const arrival = once(arrivals, 'request');
    scheduler.add({ name: 'slow', url: slow.url, schedule: '* * * * *' });
    clock.advance(MINUTE);
    await arrival;
    clock.advance(2 * MINUTE);
    answered.resolve();
    await scheduler.idle();
    expect(requests).toHaveLength(1);
    await advance(MINUTE);
    expect(requests).toHaveLength(2);
    expect(requests[1]?.headers['x-cloudscheduler-scheduletime']).toBe('2026-03-01T12:04:00.000Z');
    await slow.stop();
  });

  it('survives a function that is not there, and stops with nothing left on the clock', async () => {
    const gone = await HttpListener.start({ host: '127.0.0.1', port: 0 }, () => {});
    await gone.stop();
    scheduler.add({ name: 'gone', url: gone.url, schedule: '* * * * *' });
    await advance(MINUTE);
    expect(activities).toMatchObject([
      { event: 'dropped', detail: 'run of 2026-03-01T12:01:00.000Z: no answer' },
    ]);
    await scheduler.stop();
    expect(clock.nextTimer()).toBeUndefined();
  });
});
