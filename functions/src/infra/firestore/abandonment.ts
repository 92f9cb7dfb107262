import { AsyncLocalStorage } from 'node:async_hooks';
import { StorageUnavailableError } from '../../domain/shared/storage-errors.ts';

const abandonment = new AsyncLocalStorage<AbortSignal>();

/** Runs work that nobody waits for any more once the signal aborts. */
export function runUntilAbandoned<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  return abandonment.run(signal, work);
}

/** Throws `StorageUnavailableError` where nobody waits for the work any more: what is tried again and again would pile up. */
export function refuseAbandonedWork(): void {
  if (abandonment.getStore()?.aborted === true) throw new StorageUnavailableError();
}
