import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalClock } from './local-clock.ts';

describe('LocalClock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs with the time of the machine', () => {
    const clock = new LocalClock();
    const before = clock.now();
    vi.advanceTimersByTime(250);
    expect(clock.now() - before).toBe(250);
  });

  it('runs a timer when the machine reaches its time, also after the clock was moved', () => {
    const clock = new LocalClock();
    const fired = vi.fn<() => void>();
    clock.schedule(clock.now() + 5_000, fired);
    clock.advance(4_000);
    vi.advanceTimersByTime(999);
    expect(fired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(fired).toHaveBeenCalledOnce();
  });

  it('tells of each move before a timer runs at the new time', () => {
    const clock = new LocalClock();
    const told: number[] = [];
    const end = clock.onMove(() => told.push(clock.ahead));
    clock.schedule(clock.now() + 100, () => told.push(-1));
    clock.advance(0);
    clock.advance(300);
    expect(told).toEqual([100, -1, 300]);
    end();
    clock.advance(1);
    expect(told).toHaveLength(3);
  });

  it('runs every timer on the way, in order, each at its own time, including those made on the way', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 }), (delays) => {
        const clock = new LocalClock();
        const start = clock.now();
        const seen: number[] = [];
        for (const delay of delays) {
          clock.schedule(start + delay, () => {
            seen.push(clock.now() - start);
            clock.schedule(clock.now() + 1, () => seen.push(clock.now() - start));
          });
        }
        clock.advance(1_000);
        const expected = delays.flatMap((delay) => [delay, delay + 1]).filter((delay) => delay <= 1_000);
        expect(seen).toEqual(expected.sort((a, b) => a - b));
        expect(clock.now() - start).toBe(1_000);
        clock.stop();
      }),
    );
  });

  it('does not run a cancelled timer', () => {
    const clock = new LocalClock();
    const fired = vi.fn<() => void>();
    const cancel = clock.schedule(clock.now() + 10, fired);
    cancel();
    clock.advance(1_000);
    expect(fired).not.toHaveBeenCalled();
    expect(clock.nextTimer()).toBeUndefined();
  });

  it('waits longer than a timer of the machine can', () => {
    const clock = new LocalClock();
    const fired = vi.fn<() => void>();
    const days = 86_400_000;
    clock.schedule(clock.now() + 60 * days, fired);
    vi.advanceTimersByTime(59 * days);
    expect(fired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1 * days);
    expect(fired).toHaveBeenCalledOnce();
  });

  it('leaves no timer of the machine behind when it is stopped', () => {
    const clock = new LocalClock();
    clock.schedule(clock.now() + 10, () => {});
    expect(vi.getTimerCount()).toBe(1);
    clock.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends a delay when the clock is moved past it', async () => {
    const clock = new LocalClock();
    const delay = clock.delay(60_000);
    clock.advance(60_000);
    await expect(delay).resolves.toBeUndefined();
  });

  it('ends a delay early when it is called off, and forgets its timer', async () => {
    const clock = new LocalClock();
    const calledOff = new AbortController();
    const delay = clock.delay(60_000, calledOff.signal);
    calledOff.abort();
    await delay;
    expect(clock.nextTimer()).toBeUndefined();
  });
});
