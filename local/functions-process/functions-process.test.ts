import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Activity } from '../world/activity.ts';
import { ActivityFeed } from '../world/activity-feed.ts';
import { ActivityRecorder } from '../world/activity-recorder.ts';
import { LocalClock } from '../world/local-clock.ts';
import { FunctionsProcess } from './functions-process.ts';

const HOUR = 3_600_000;
const standIns = new URL('testing/process-functions.ts', import.meta.url);

describe('FunctionsProcess', () => {
  let clock: LocalClock;
  let feed: ActivityFeed;
  let functions: FunctionsProcess;

  async function reserve(module = standIns, port = 0): Promise<FunctionsProcess> {
    clock = new LocalClock();
    feed = new ActivityFeed();
    const recorder = new ActivityRecorder({ feed, clock });
    const place = { port, project: 'demo-linkline', region: 'us-central1' };
    functions = await FunctionsProcess.reserve({ ...place, module, clock, recorder });
    return functions;
  }

  afterEach(async () => {
    await functions.stop();
    clock.stop();
  });

  async function report(): Promise<{
    readonly now: number;
    readonly variable: string;
    readonly pid: number;
  }> {
    const response = await fetch(functions.url('report'));
    return (await response.json()) as { now: number; variable: string; pid: number };
  }

  async function untilActivity(matches: (activity: Activity) => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const end = feed.subscribe((activity) => matches(activity) && resolve());
    await promise;
    end();
  }

  it('serves functions that follow the clock and tell the world what they log and measure', async () => {
    await reserve();
    clock.advance(HOUR);
    const descriptions = await functions.start({ VARIABLE_OF_TEST: 'set' });
    expect(descriptions).toEqual([
      { kind: 'https', name: 'hang' },
      { kind: 'https', name: 'report' },
      { kind: 'schedule', name: 'sweep', schedule: 'every 5 minutes' },
    ]);
    for (const ahead of [0, HOUR]) {
      clock.advance(ahead);
      const before = clock.now();
      const { now, variable, pid } = await report();
      expect(now).toBeGreaterThanOrEqual(before);
      expect(now).toBeLessThanOrEqual(clock.now());
      expect({ variable, pid }).toEqual({ variable: 'set', pid: functions.pid });
    }
    functions.skewClock(-HOUR);
    const { now } = await report();
    expect(Math.abs(now + HOUR - clock.now())).toBeLessThan(HOUR / 2);
    await functions.idle();
    expect(functions.requests).toBe(3);
    const seen = feed.recent().map((activity) => ('event' in activity ? activity.event : activity.kind));
    expect(new Set(seen)).toEqual(new Set(['reported', 'metric', 'printed']));
  });

  it('is killed in the middle of a request and comes back at the same address', async () => {
    await reserve();
    await functions.start({});
    const hanging = untilActivity((activity) => 'event' in activity && activity.event === 'hanging');
    const outcome = fetch(functions.url('hang')).then(
      () => 'answered',
      () => 'cut',
    );
    await hanging;
    const idle = functions.idle();
    const { pid } = functions;
    await functions.kill();
    expect(await outcome).toBe('cut');
    await idle;
    await expect(report()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await functions.idle();
    clock.advance(HOUR);
    await functions.restart();
    const after = await report();
    expect(after.now).toBeGreaterThan(Date.now() + HOUR - 1000);
    expect(after.pid).not.toBe(pid);
  });

  it('says so when the functions cannot be loaded', async () => {
    await reserve(new URL('testing/no-such-module.ts', import.meta.url));
    await expect(functions.start({})).rejects.toThrow('before they were ready: exit code 1');
  });

  it('refuses a port that is taken', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const address = occupant.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await expect(reserve(standIns, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    occupant.close();
  });
});
