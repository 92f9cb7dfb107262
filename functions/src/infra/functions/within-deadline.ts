import { SECOND } from '../../domain/shared/clock.ts';
import { StorageUnavailableError } from '../../domain/shared/storage-errors.ts';

/** Milliseconds. Leaves time for three attempts in the fifteen seconds that Twilio takes for all of them. */
export const STORAGE_DEADLINE = 4 * SECOND;

/** Throws `StorageUnavailableError` when `work` takes longer than `milliseconds`; what it may still store is found by the retry. */
export async function withinDeadline<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(() => deadline.reject(new StorageUnavailableError()), milliseconds);
  try {
    return await Promise.race([work, deadline.promise]);
  } finally {
    clearTimeout(timer);
  }
}
