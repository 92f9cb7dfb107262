import type { Clock, Instant } from '../../functions/src/domain/shared/clock.ts';

interface Timer {
  readonly at: Instant;
  readonly action: () => void;
}

const LONGEST_SYSTEM_TIMER = 2 ** 31 - 1;

/** The one clock of the local world: it runs with the machine's time, can be moved ahead, and its timers follow. */
export class LocalClock implements Clock {
  readonly #systemNow: () => Instant;
  readonly #timers = new Set<Timer>();
  readonly #moveListeners = new Set<() => void>();
  #ahead = 0;
  #wakeUp: NodeJS.Timeout | undefined;

  constructor(systemNow: () => Instant = Date.now) {
    this.#systemNow = systemNow;
  }

  now(): Instant {
    return this.#systemNow() + this.#ahead;
  }

  /** Milliseconds that the clock was moved ahead of the time it runs with. */
  get ahead(): number {
    return this.#ahead;
  }

  /** Tells the listener whenever the clock was moved, before any timer runs at the new time. Returns a cancellation. */
  onMove(listener: () => void): () => void {
    this.#moveListeners.add(listener);
    return () => this.#moveListeners.delete(listener);
  }

  /** Runs `action` once when the clock reaches `at`, never before this call has returned. Returns a cancellation. */
  schedule(at: Instant, action: () => void): () => void {
    const timer = { at, action };
    this.#timers.add(timer);
    this.#setWakeUp();
    return () => {
      this.#timers.delete(timer);
      this.#setWakeUp();
    };
  }

  /** Resolves when the time has passed, or at once when `signal` aborts. */
  async delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.schedule(this.now() + milliseconds, resolve);
    signal?.addEventListener('abort', () => resolve(), { once: true });
    await promise;
    cancel();
  }

  /** When the earliest timer is due, or undefined if there is none. */
  nextTimer(): Instant | undefined {
    return this.#earliest()?.at;
  }

  /** Moves the clock ahead, stopping at each timer on the way to run it in its order. */
  advance(milliseconds: number): void {
    this.#runUntil(this.now() + milliseconds);
  }

  /** Forgets every timer; delays still waited for never end. */
  stop(): void {
    this.#timers.clear();
    clearTimeout(this.#wakeUp);
  }

  #runUntil(target: Instant): void {
    for (let timer = this.#earliest(); timer && timer.at <= target; timer = this.#earliest()) {
      this.#moveTo(timer.at);
      this.#timers.delete(timer);
      timer.action();
    }
    this.#moveTo(target);
    this.#setWakeUp();
  }

  #moveTo(instant: Instant): void {
    const distance = instant - this.now();
    if (distance <= 0) return;
    this.#ahead += distance;
    for (const listener of this.#moveListeners) listener();
  }

  #earliest(): Timer | undefined {
    let earliest: Timer | undefined;
    for (const timer of this.#timers) if (!earliest || timer.at < earliest.at) earliest = timer;
    return earliest;
  }

  #setWakeUp(): void {
    clearTimeout(this.#wakeUp);
    const next = this.nextTimer();
    if (next === undefined) return;
    const wait = Math.min(Math.max(0, next - this.now()), LONGEST_SYSTEM_TIMER);
    this.#wakeUp = setTimeout(() => this.#runUntil(this.now()), wait);
  }
}
