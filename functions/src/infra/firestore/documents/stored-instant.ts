/** A moment as a client of Firestore reads it: finer than a millisecond, and of a class of that client's. */
export interface StoredInstant {
  toMillis(): number;
}

export function isStoredInstant(value: unknown): value is StoredInstant {
  return (
    typeof value === 'object' && value !== null && 'toMillis' in value && typeof value.toMillis === 'function'
  );
}
