import { SECOND } from '../../../domain/shared/clock.ts';
import type { RandomSource } from '../../../domain/shared/random-source.ts';
import { refuseAbandonedWork } from '../abandonment.ts';
import { FirestoreCallError } from './firestore-call-error.ts';

export interface RetryPorts {
  readonly random: RandomSource;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

const MOST_RUNS = 5;
const FIRST_WAIT = SECOND;
const WAIT_GROWTH = 1.5;

/** Runs again what failed in passing, after waits that grow: as often as the server client does, and with its waits. */
export async function withRetries<Result>(
  { random, wait }: RetryPorts,
  run: () => Promise<Result>,
): Promise<Result> {
  for (let runs = 1; ; runs += 1) {
    refuseAbandonedWork();
    try {
      return await run();
    } catch (error) {
      const isRetryable = error instanceof FirestoreCallError && error.isRetryable;
      if (!isRetryable || runs === MOST_RUNS) throw error;
    }
    // half of it more or less, so that those who met do not meet again
    await wait(FIRST_WAIT * WAIT_GROWTH ** (runs - 1) * (0.5 + random.unit()));
  }
}
