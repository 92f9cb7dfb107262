import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRetryPolicy, mayRetry, retryDelay } from './retry-policy.ts';

describe('retryDelay', () => {
  it('follows the example of the Cloud Tasks reference', () => {
    const policy = { ...defaultRetryPolicy, minBackoffSeconds: 10, maxBackoffSeconds: 300, maxDoublings: 3 };
    const delays = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => retryDelay(policy, attempts) / 1_000);
    expect(delays).toEqual([10, 20, 40, 80, 160, 240, 300, 300]);
  });

  it('never shrinks and stays between the smallest and the largest backoff', () => {
    const policies = fc.record({
      maxAttempts: fc.constant(-1),
      maxRetrySeconds: fc.constant(0),
      minBackoffSeconds: fc.double({ min: 0.1, max: 100, noNaN: true }),
      maxBackoffSeconds: fc.integer({ min: 100, max: 3_600 }),
      maxDoublings: fc.integer({ min: 0, max: 16 }),
    });
    fc.assert(
      fc.property(policies, fc.integer({ min: 1, max: 60 }), (policy, attempts) => {
        const delay = retryDelay(policy, attempts);
        expect(delay).toBeGreaterThanOrEqual(policy.minBackoffSeconds * 1_000);
        expect(delay).toBeLessThanOrEqual(policy.maxBackoffSeconds * 1_000);
        expect(retryDelay(policy, attempts + 1)).toBeGreaterThanOrEqual(delay);
      }),
    );
  });
});

describe('mayRetry', () => {
  it.each([
    { maxAttempts: 3, maxRetrySeconds: 0, attempts: 2, elapsed: 99_000, may: true },
    { maxAttempts: 3, maxRetrySeconds: 0, attempts: 3, elapsed: 0, may: false },
    { maxAttempts: 3, maxRetrySeconds: 60, attempts: 3, elapsed: 59_999, may: true },
    { maxAttempts: 3, maxRetrySeconds: 60, attempts: 3, elapsed: 60_000, may: false },
    { maxAttempts: 3, maxRetrySeconds: 60, attempts: 2, elapsed: 61_000, may: true },
    { maxAttempts: -1, maxRetrySeconds: 60, attempts: 99, elapsed: 59_999, may: true },
    { maxAttempts: -1, maxRetrySeconds: 60, attempts: 1, elapsed: 60_000, may: false },
    { maxAttempts: -1, maxRetrySeconds: 0, attempts: 999, elapsed: 9e9, may: true },
  ])('$attempts of $maxAttempts attempts, $elapsed ms of $maxRetrySeconds s: $may', (row) => {
    const { maxAttempts, maxRetrySeconds } = row;
    const policy = { ...defaultRetryPolicy, maxAttempts, maxRetrySeconds };
    expect(mayRetry(policy, row.attempts, row.elapsed)).toBe(row.may);
  });
});
