import { SECOND } from '../../domain/shared/clock.ts';
import { StorageUnavailableError } from '../../domain/shared/storage-errors.ts';
import { currentEnvironment } from '../environment.ts';
import { runUntilAbandoned } from '../firestore/abandonment.ts';

/** Milliseconds. Leaves time for three attempts in the fifteen seconds that Twilio takes for all of them. */
export const STORAGE_DEADLINE = 4 * SECOND;

/**
 * Throws `StorageUnavailableError` when `work` takes too long. What it is about to store it may still store, where the retry finds it; its
 * transactions are not tried again.
 */
export async function withinDeadline<Result>(work: () => Promise<Result>): Promise<Result> {
  const { storageDeadline = STORAGE_DEADLINE } = currentEnvironment();
  const abandonment = new AbortController();
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    abandonment.abort();
    deadline.reject(new StorageUnavailableError());
  }, storageDeadline);
  try {
    return await Promise.race([runUntilAbandoned(abandonment.signal, work), deadline.promise]);
  } finally {
    clearTimeout(timer);
  }
}
