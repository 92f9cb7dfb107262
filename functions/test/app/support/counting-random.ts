import { createHash } from 'node:crypto';
import type { RandomSource } from '../../../src/domain/shared/random-source.ts';

/** The same sequence in every run, so that two runs can be compared document by document. */
export class CountingRandom implements RandomSource {
  #count = 0;

  bytes(length: number): Uint8Array {
    this.#count += 1;
    return createHash('sha256').update(String(this.#count)).digest().subarray(0, length);
  }

  unit(): number {
    return 0.5;
  }
}
