import { MINUTE, type Clock, type Instant } from './clock.ts';
import { DomainError } from './domain-error.ts';
import { eventsWithin, isLimitReached, withEvent, type RecentEvents } from './recent-events.ts';

export class TooManyCallsError extends DomainError {
  readonly code = 'too-many-calls';
  readonly retryAt: Instant;

  constructor(retryAt: Instant) {
    super('Too many calls within a minute. Try again later.');
    this.retryAt = retryAt;
  }
}

interface RecentCallsOptions {
  readonly clock: Clock;
  readonly perMinute: number;
  /** How many pairs of callable and user are remembered; beyond it, the one called longest ago is forgotten. */
  readonly capacity?: number;
}

/** Limits how often a user calls a callable, in memory: each instance counts for itself, and refused calls do not count. */
export class RecentCalls {
  readonly #clock: Clock;
  readonly #perMinute: number;
  readonly #capacity: number;
  /** By callable and user; whoever called last is last. */
  readonly #calls = new Map<string, RecentEvents>();

  constructor({ clock, perMinute, capacity = 10_000 }: RecentCallsOptions) {
    this.#clock = clock;
    this.#perMinute = perMinute;
    this.#capacity = capacity;
  }

  /** Counts one call. Throws `TooManyCallsError`. */
  admit(callable: string, userId: string): void {
    const now = this.#clock.now();
    const caller = `${callable} ${userId}`;
    const calls = eventsWithin(this.#calls.get(caller) ?? [], now, MINUTE);
    if (isLimitReached(calls, now, MINUTE, this.#perMinute)) {
      throw new TooManyCallsError((calls[0] ?? now) + MINUTE);
    }
    this.#remember(caller, withEvent(calls, now, MINUTE));
  }

  #remember(caller: string, calls: RecentEvents): void {
    this.#calls.delete(caller);
    this.#calls.set(caller, calls);
    for (const [longestAgo] of this.#calls) {
      if (this.#calls.size <= this.#capacity) return;
      this.#calls.delete(longestAgo);
    }
  }
}
