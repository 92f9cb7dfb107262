/** Cryptographically strong randomness. */
export interface RandomSource {
  bytes(length: number): Uint8Array;
  /** Uniform in [0, 1). */
  unit(): number;
}
