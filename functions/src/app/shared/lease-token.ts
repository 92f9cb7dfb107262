import type { RandomSource } from '../../domain/shared/random-source.ts';

/** By which a run knows its own lease: the client may repeat a transaction whose commit was stored but not acknowledged. */
export function newLeaseToken(random: RandomSource): string {
  return Array.from(random.bytes(12), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
