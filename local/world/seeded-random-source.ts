import type { RandomSource } from '../../functions/src/domain/shared/random-source.ts';

const INCREMENT = 0x6d_2b_79_f5;

/** The same sequence for the same seed, so that a run with random faults can be repeated: mulberry32. Not for secrets. */
export class SeededRandomSource implements RandomSource {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.#next() >>> 24);
  }

  unit(): number {
    return this.#next() / 2 ** 32;
  }

  #next(): number {
    this.#state = (this.#state + INCREMENT) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}
