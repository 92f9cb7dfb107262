import type { Microseconds } from '../value/timestamp.ts';

/** Commit times that never repeat or go back, whatever the wall clock does. */
export class CommitClock {
  readonly #now: () => number;
  #last: Microseconds = 0;

  /** @param now the wall clock, in milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** A moment at which every commit so far is visible and no later one is. */
  read(): Microseconds {
    this.#last = Math.max(this.#last, Math.floor(this.#now() * 1000));
    return this.#last;
  }

  /** The time of one commit, later than any moment given before. */
  commit(): Microseconds {
    this.#last = Math.max(this.#last + 1, Math.floor(this.#now() * 1000));
    return this.#last;
  }
}
