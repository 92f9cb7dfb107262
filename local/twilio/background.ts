import { setImmediate } from 'node:timers/promises';

/** The work under way, so that it can be awaited and called off. */
export class Background {
  #generation = new AbortController();
  #awake = 0;
  #waiting: (() => void)[] = [];

  /** Aborts when everything under way is called off. */
  get signal(): AbortSignal {
    return this.#generation.signal;
  }

  async run<Result>(task: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    this.#awake += 1;
    try {
      return await task(this.signal);
    } finally {
      this.#rest();
    }
  }

  /** For a task that waits for a later time: nobody who waits for idleness waits for it meanwhile. */
  async asleep(wait: Promise<void>): Promise<void> {
    this.#rest();
    try {
      await wait;
    } finally {
      this.#awake += 1;
    }
  }

  /** Resolves when nothing is under way, including what the awaited work itself began. */
  async idle(): Promise<void> {
    // whatever a timer or a finished task has just woken up counts by then
    for (await setImmediate(); this.#awake > 0; await setImmediate()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push(resolve);
      await promise;
    }
  }

  cancel(): void {
    this.#generation.abort();
    this.#generation = new AbortController();
  }

  #rest(): void {
    this.#awake -= 1;
    if (this.#awake > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
