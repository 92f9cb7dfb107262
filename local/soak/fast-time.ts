import type { LocalClock } from '../world/local-clock.ts';

const TICK = 20;

/** Lets the clock run so many times as fast as the machine's, until the returned function is called. */
export function runFast(clock: LocalClock, factor: number): () => void {
  const timer = setInterval(() => clock.advance(TICK * (factor - 1)), TICK);
  return () => clearInterval(timer);
}
