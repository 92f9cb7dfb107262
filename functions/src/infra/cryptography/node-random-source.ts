import { randomBytes } from 'node:crypto';
import type { RandomSource } from '../../domain/shared/random-source.ts';

export class NodeRandomSource implements RandomSource {
  bytes(length: number): Uint8Array {
    return randomBytes(length);
  }

  unit(): number {
    // the 53 bits that a number between 0 and 1 can hold exactly
    return Number(randomBytes(8).readBigUInt64BE() >> 11n) / 2 ** 53;
  }
}
