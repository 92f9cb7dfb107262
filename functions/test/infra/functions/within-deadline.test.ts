import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SECOND } from '../../../src/domain/shared/clock.ts';
import { StorageUnavailableError } from '../../../src/domain/shared/storage-errors.ts';
import { refuseAbandonedWork } from '../../../src/infra/firestore/abandonment.ts';
import { withinDeadline } from '../../../src/infra/functions/within-deadline.ts';

/** What Twilio takes for all attempts. */
const TWILIO_TIME = 15 * SECOND;

describe('work within the deadline', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is given up early enough for three attempts', async () => {
    const outcome = withinDeadline(() => new Promise<never>(() => undefined)).catch(
      (error: unknown) => error,
    );
    await vi.advanceTimersToNextTimerAsync();
    expect(await outcome).toBeInstanceOf(StorageUnavailableError);
    expect(3 * Date.now()).toBeLessThan(TWILIO_TIME);
  });

  it('learns that it was given up, and may go on with what it has begun', async () => {
    const steps: string[] = [];
    const goOn = Promise.withResolvers<void>();
    const work = async (): Promise<void> => {
      refuseAbandonedWork();
      steps.push('tried');
      await goOn.promise;
      steps.push('went on');
      refuseAbandonedWork();
      steps.push('tried again');
    };
    const outcome = withinDeadline(work).catch((error: unknown) => error);
    await vi.advanceTimersToNextTimerAsync();
    goOn.resolve();
    expect(await outcome).toBeInstanceOf(StorageUnavailableError);
    expect(steps).toEqual(['tried', 'went on']);
  });

  it('leaves nothing behind where it is done in time', async () => {
    expect(await withinDeadline(() => Promise.resolve('done'))).toBe('done');
    expect(vi.getTimerCount()).toBe(0);
  });
});
