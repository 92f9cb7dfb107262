import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/domain/shared/clock.ts';
import { eventsWithin, isLimitReached, withEvent } from '../../../src/domain/shared/recent-events.ts';

const NOW = 1_800_000_000_000;

describe('RecentEvents', () => {
  it.each([
    ['just now', NOW, true],
    ['a moment less than the span ago', NOW - HOUR + 1, true],
    ['exactly the span ago', NOW - HOUR, false],
    ['longer ago', NOW - 2 * HOUR, false],
  ])('what happened %s counts: %#', (_, at, counts) => {
    expect(eventsWithin([at], NOW, HOUR)).toStrictEqual(counts ? [at] : []);
    expect(isLimitReached([at], NOW, HOUR, 1)).toBe(counts);
  });

  it.each([
    [0, 3, false],
    [2, 3, false],
    [3, 3, true],
    [4, 3, true],
    [0, 0, true],
  ])('%i events reach a limit of %i: %s', (count, limit, reached) => {
    const events = Array.from({ length: count }, (_, index) => NOW - count + index);
    expect(isLimitReached(events, NOW, HOUR, limit)).toBe(reached);
  });

  it('adds the newest event last and forgets those outside the window', () => {
    expect(withEvent([NOW - HOUR, NOW - 5], NOW, HOUR)).toStrictEqual([NOW - 5, NOW]);
  });

  it('leaves what it was given as it is', () => {
    const events = Object.freeze([NOW - HOUR, NOW - 5]);
    withEvent(events, NOW, HOUR);
    expect(events).toStrictEqual([NOW - HOUR, NOW - 5]);
  });

  it('never lets more through within any span than the limit, and never keeps more than that', () => {
    const tries = fc.array(fc.nat({ max: HOUR / 2 }), { maxLength: 60 });
    fc.assert(
      fc.property(tries, fc.integer({ min: 1, max: 6 }), (pauses, limit) => {
        let now = NOW;
        let events: readonly number[] = [];
        const allowed: number[] = [];
        for (const pause of pauses) {
          now += pause;
          if (isLimitReached(events, now, HOUR, limit)) continue;
          events = withEvent(events, now, HOUR);
          allowed.push(now);
          expect(events.length).toBeLessThanOrEqual(limit);
        }
        for (const [index, at] of allowed.entries()) {
          const beyondLimit = allowed[index + limit] ?? Infinity;
          expect(beyondLimit - at).toBeGreaterThanOrEqual(HOUR);
        }
      }),
    );
  });
});
