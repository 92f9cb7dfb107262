import type { InFlight } from '../world/in-flight.ts';
import type { LocalClock } from '../world/local-clock.ts';
import type { RateLimits } from './rate-limits.ts';
import { TokenBucket } from './token-bucket.ts';

type Dispatch = () => Promise<void>;

export interface DispatcherOptions {
  readonly clock: LocalClock;
  readonly rateLimits: RateLimits;
  /** Counts the deliveries under way; those that only wait for time to pass are not. */
  readonly inFlight: InFlight;
}

/** Starts deliveries in the order in which they become due, no faster and no more at once than the limits of a queue. */
export class Dispatcher {
  readonly #clock: LocalClock;
  readonly #inFlight: InFlight;
  readonly #maxConcurrent: number;
  readonly #bucket: TokenBucket;
  readonly #waiting = new Set<Dispatch>();
  #running = 0;
  #cancelTimer: (() => void) | undefined;

  constructor({ clock, rateLimits, inFlight }: DispatcherOptions) {
    this.#clock = clock;
    this.#inFlight = inFlight;
    this.#maxConcurrent = rateLimits.maxConcurrentDispatches;
    this.#bucket = new TokenBucket(rateLimits.maxDispatchesPerSecond, clock.now());
  }

  /** Runs `dispatch`, which must not reject, at once or as soon as the limits allow. Returns its cancellation. */
  add(dispatch: Dispatch): () => void {
    this.#waiting.add(dispatch);
    this.#startDue();
    return () => this.#waiting.delete(dispatch);
  }

  /** Forgets what waits. */
  stop(): void {
    this.#waiting.clear();
    this.#cancelTimer?.();
  }

  #startDue(): void {
    for (const dispatch of this.#waiting) {
      if (this.#running >= this.#maxConcurrent) return;
      if (!this.#bucket.take(this.#clock.now())) {
        this.#wakeUpLater();
        return;
      }
      this.#waiting.delete(dispatch);
      void this.#run(dispatch);
    }
  }

  async #run(dispatch: Dispatch): Promise<void> {
    const end = this.#inFlight.begin();
    this.#running += 1;
    try {
      await dispatch();
    } finally {
      this.#running -= 1;
      // what follows begins before this one ends, so that nobody sees an idle queue in between
      this.#startDue();
      end();
    }
  }

  #wakeUpLater(): void {
    if (this.#cancelTimer) return;
    const at = this.#bucket.nextAt(this.#clock.now());
    this.#cancelTimer = this.#clock.schedule(at, () => {
      this.#cancelTimer = undefined;
      this.#startDue();
    });
  }
}
