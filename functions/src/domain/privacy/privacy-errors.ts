import { UserMappingError } from '../linking/user-mapping-error.ts';
import type { Instant } from '../shared/clock.ts';

/** The user signed in before the account's data were erased, or while they are. */
export class AccountErasedError extends UserMappingError {
  readonly code = 'account-erased';

  constructor() {
    super('The data of this account have been erased. Sign in again to start anew.');
  }
}

export class TooManyExportsError extends UserMappingError {
  readonly code = 'too-many-exports';
  /** When the next export is allowed. */
  readonly retryAt: Instant;

  constructor(retryAt: Instant) {
    super('Too many exports in the last day. Try again later.');
    this.retryAt = retryAt;
  }
}
