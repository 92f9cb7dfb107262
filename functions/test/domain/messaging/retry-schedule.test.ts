import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageConfig } from '../../../src/domain/messaging/message-config.ts';
import { RetrySchedule } from '../../../src/domain/messaging/retry-schedule.ts';
import { RecordingLogger } from '../shared/recording-logger.ts';

const standard: MessageConfig = { maxRetries: 5, retryDelay: 1_000, maxDelay: 10_000 };
const ALMOST_ONE = 1 - Number.EPSILON / 2;

function scheduleWith(random: number, config: MessageConfig = standard) {
  const logger = new RecordingLogger();
  const source = { unit: () => random, bytes: (length: number) => new Uint8Array(length) };
  return { schedule: new RetrySchedule({ config, random: source, logger }), logger };
}

const units = fc.oneof(fc.double({ min: 0, max: ALMOST_ONE, noNaN: true }), fc.constantFrom(0, ALMOST_ONE));
const configs = fc.record({
  maxRetries: fc.integer({ min: 1, max: 20 }),
  retryDelay: fc.integer({ min: 1, max: 60_000 }),
  maxDelay: fc.integer({ min: 1, max: 3_600_000 }),
});
const waits = fc.option(fc.integer({ min: 0, max: 86_400_000 }));

describe('RetrySchedule', () => {
  it.each([
    [1, ALMOST_ONE, null, 1_000],
    [2, ALMOST_ONE, null, 2_000],
    [3, ALMOST_ONE, null, 4_000],
    [4, ALMOST_ONE, null, 8_000],
    [5, ALMOST_ONE, null, 10_000],
    [1, 0.25, null, 250],
    [3, 0.25, null, 1_000],
    [5, 0.25, null, 2_500],
    [3, 0, null, 0],
    [3, 0, 1_500, 1_500],
    [3, 0.5, 1_500, 2_000],
    [5, ALMOST_ONE, 60_000, 60_000],
    [6, 0.5, null, null],
    [6, 0.5, 1_500, null],
    [60, 0.5, null, null],
  ])('after %i failures, with %f and a Retry-After of %j: %j', (failures, random, retryAfter, delay) => {
    expect(scheduleWith(random).schedule.delayAfter(failures, retryAfter)).toBe(delay);
  });

  it('tries once where no retries are wanted', () => {
    expect(scheduleWith(0.5, { ...standard, maxRetries: 0 }).schedule.delayAfter(1, null)).toBeNull();
  });

  it('gives exactly as many retries as are allowed', () => {
    fc.assert(
      fc.property(units, configs, (random, config) => {
        const { schedule } = scheduleWith(random, config);
        const failures = Array.from({ length: config.maxRetries + 3 }, (_, index) => index + 1);
        const retried = failures.filter((failure) => schedule.delayAfter(failure, null) !== null);
        expect(retried).toHaveLength(config.maxRetries);
      }),
    );
  });

  it('keeps within the doubling ceiling, the cap and the wish of the provider', () => {
    fc.assert(
      fc.property(
        units,
        configs,
        waits,
        fc.integer({ min: 1, max: 20 }),
        (random, config, retryAfter, failure) => {
          fc.pre(failure <= config.maxRetries);
          const delay = scheduleWith(random, config).schedule.delayAfter(failure, retryAfter) ?? -1;
          const ceiling = Math.min(config.maxDelay, config.retryDelay * 2 ** (failure - 1));

          expect(Number.isInteger(delay)).toBe(true);
          expect(delay).toBeGreaterThanOrEqual(retryAfter ?? 0);
          expect(delay).toBeLessThanOrEqual(Math.max(ceiling, retryAfter ?? 0));
        },
      ),
    );
  });

  it('spreads retries over all of the span, so that many failures do not come back at once', () => {
    const shares = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
    const delays = shares.map((share) => scheduleWith(share).schedule.delayAfter(4, null));
    expect(delays).toStrictEqual([0, 800, 1_600, 2_400, 3_200, 4_000, 4_800, 5_600, 6_400, 7_200]);
  });

  it('logs each decision', () => {
    const { schedule, logger } = scheduleWith(0.5);
    schedule.delayAfter(2, null);
    schedule.delayAfter(6, null);

    expect(logger.entries).toStrictEqual([
      { level: 'info', event: 'retry-scheduled', attempt: 2, delay_ms: 1_000 },
      { level: 'info', event: 'retries-exhausted', attempt: 6 },
    ]);
  });
});
