import type { Logger } from '../shared/logger.ts';
import type { RandomSource } from '../shared/random-source.ts';
import type { MessageConfig } from './message-config.ts';

/** Exponential backoff with full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
export class RetrySchedule {
  readonly #config: MessageConfig;
  readonly #random: RandomSource;
  readonly #logger: Logger;

  constructor(ports: {
    readonly config: MessageConfig;
    readonly random: RandomSource;
    readonly logger: Logger;
  }) {
    this.#config = ports.config;
    this.#random = ports.random;
    this.#logger = ports.logger;
  }

  /** Milliseconds until the next try, never less than the provider asked for; null when all tries are used up. */
  delayAfter(
    failedAttempts: number,
    retryAfter: number | null,
    mostRetries: number | null = null,
  ): number | null {
    if (failedAttempts > Math.min(this.#config.maxRetries, mostRetries ?? Infinity)) {
      this.#logger.info('retries-exhausted', { attempt: failedAttempts });
      return null;
    }
    const ceiling = Math.min(this.#config.maxDelay, this.#config.retryDelay * 2 ** (failedAttempts - 1));
    const delay = Math.max(Math.round(this.#random.unit() * ceiling), retryAfter ?? 0);
    this.#logger.info('retry-scheduled', { attempt: failedAttempts, delay_ms: delay });
    return delay;
  }
}
