import type { Clock, Instant } from '../../../src/domain/shared/clock.ts';

/** Stands still until it is advanced. */
export class TestClock implements Clock {
  #now: Instant = Date.UTC(2026, 10, 23, 12);

  now(): Instant {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
