import type { Timestamp } from '../protocol/value.ts';

/** Whole microseconds since 1970: Firestore's resolution. */
export type Microseconds = number;

export function toTimestamp(time: Microseconds): Timestamp {
  const seconds = Math.floor(time / 1e6);
  return { seconds: String(seconds), nanos: (time - seconds * 1e6) * 1000 };
}

export function fromTimestamp({ seconds, nanos }: Timestamp): Microseconds {
  return Number(seconds) * 1e6 + Math.floor(nanos / 1000);
}

export function toIsoString(time: Microseconds): string {
  return new Date(time / 1000).toISOString();
}
