import { SECOND } from '../../functions/src/domain/shared/clock.ts';

/** The retry configuration of a queue, in the terms of Cloud Tasks. */
export interface RetryPolicy {
  /** -1 = without limit. */
  readonly maxAttempts: number;
  /** 0 = no limit; otherwise attempts go on until both limits are passed. */
  readonly maxRetrySeconds: number;
  readonly minBackoffSeconds: number;
  readonly maxBackoffSeconds: number;
  readonly maxDoublings: number;
}

/** What a task queue function gets that configures nothing: https://firebase.google.com/docs/functions/task-functions */
export const defaultRetryPolicy: RetryPolicy = {
  maxAttempts: 3,
  maxRetrySeconds: 0,
  minBackoffSeconds: 0.1,
  maxBackoffSeconds: 3600,
  maxDoublings: 16,
};

/**
 * Milliseconds to wait after the `attempts`-th failure: doubled `maxDoublings` times, then growing by a constant step.
 * https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues#retryconfig
 */
export function retryDelay(policy: RetryPolicy, attempts: number): number {
  const failures = attempts - 1;
  const doublings = Math.min(failures, policy.maxDoublings);
  const steps = failures - doublings + 1;
  const seconds = policy.minBackoffSeconds * 2 ** doublings * steps;
  return Math.min(seconds, policy.maxBackoffSeconds) * SECOND;
}

/** Retrying ends only when both limits are reached. `elapsed`: milliseconds since the first attempt. */
export function mayRetry(policy: RetryPolicy, attempts: number, elapsed: number): boolean {
  const { maxAttempts, maxRetrySeconds } = policy;
  const timeIsUp = elapsed >= maxRetrySeconds * SECOND;
  const attemptsAreUsedUp = maxAttempts < 0 ? maxRetrySeconds > 0 : attempts >= maxAttempts;
  return !(attemptsAreUsedUp && timeIsUp);
}
