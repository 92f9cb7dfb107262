import { SECOND, type Instant } from '../../functions/src/domain/shared/clock.ts';

/** Part of a second's tokens that may be used at once: Cloud Tasks shows a `maxBurstSize` of 100 for 500 a second. */
const BURST = 1 / 5;

/** Fills with `perSecond` tokens a second up to its burst of a fifth of them, at least one; starts full. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #capacity: number;
  #tokens: number;
  #filledAt: Instant;

  constructor(perSecond: number, now: Instant) {
    this.#perSecond = perSecond;
    this.#capacity = Math.max(1, Math.floor(perSecond * BURST));
    this.#tokens = this.#capacity;
    this.#filledAt = now;
  }

  /** False, and nothing taken, where there is no whole token. */
  take(now: Instant): boolean {
    this.#fill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** The first whole millisecond that has a token. */
  nextAt(now: Instant): Instant {
    this.#fill(now);
    const missing = Math.max(0, 1 - this.#tokens);
    return now + Math.ceil((missing / this.#perSecond) * SECOND);
  }

  #fill(now: Instant): void {
    const gained = ((now - this.#filledAt) / SECOND) * this.#perSecond;
    this.#tokens = Math.min(this.#capacity, this.#tokens + gained);
    this.#filledAt = now;
  }
}
