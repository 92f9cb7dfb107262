import { SECOND, type Instant } from '../../domain/shared/clock.ts';
import type { SignedInAuth } from './user-callable.ts';

/** A token that does not say so counts as one from before everything. */
export function tokenIssuedAt({ iat }: SignedInAuth['token']): Instant {
  return Number.isFinite(iat) ? iat * SECOND : 0;
}
