import { signal } from '@preact/signals';
import type { PageClient } from './page-client.ts';
import { problemOf, type Problem } from './problem.ts';
import type { WorldClock } from './world-clock.ts';

/** Moves the world's time ahead. */
export class TimeTravelState {
  readonly isUnderWay = signal(false);
  readonly problem = signal<Problem | null>(null);
  readonly #client: PageClient;
  readonly #clock: WorldClock;

  constructor(client: PageClient, clock: WorldClock) {
    this.#client = client;
    this.#clock = clock;
  }

  async advance(milliseconds: number): Promise<void> {
    if (this.isUnderWay.value) return;
    this.isUnderWay.value = true;
    this.problem.value = null;
    try {
      this.#clock.adjust(await this.#client.advanceClock(milliseconds));
    } catch (error) {
      this.problem.value = problemOf(error);
    } finally {
      this.isUnderWay.value = false;
    }
  }
}
