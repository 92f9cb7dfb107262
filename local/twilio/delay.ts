import { setTimeout } from 'node:timers/promises';

/** Waits; an aborted signal may end the wait early, and never rejects it. */
export type Delay = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const timerDelay: Delay = async (milliseconds, signal) => {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

/** Ends when the delay does or when the signal aborts, even where an injected delay ignores the signal. */
export async function pause(delay: Delay, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return;
  const aborted = Promise.withResolvers<void>();
  const listening = new AbortController();
  signal.addEventListener('abort', () => aborted.resolve(), { once: true, signal: listening.signal });
  try {
    await Promise.race([delay(milliseconds, signal), aborted.promise]);
  } finally {
    listening.abort();
  }
}
