import { DomainError } from './domain-error.ts';

/** Since this ID token was issued, its user has signed out everywhere, or it has run out. */
export class TokenRevokedError extends DomainError {
  readonly code = 'token-revoked';

  constructor(options?: ErrorOptions) {
    super('This sign-in has ended. Sign in again.', options);
  }
}

/** The user of the ID token has been disabled or deleted. */
export class AccountUnavailableError extends DomainError {
  readonly code = 'account-unavailable';

  constructor(options?: ErrorOptions) {
    super('This account has been disabled or deleted. Ask the support of the app.', options);
  }
}

/** Nobody could tell whether the sign-in still holds. */
export class SignInUnavailableError extends DomainError {
  readonly code = 'sign-in-unavailable';

  constructor(options?: ErrorOptions) {
    super('The sign-in could not be checked. Try again: repeating the request is safe.', options);
  }
}

export interface TokenStatus {
  /** Throws `TokenRevokedError`, `AccountUnavailableError`, or `SignInUnavailableError` where no answer came. */
  assertCurrent(idToken: string): Promise<void>;
}
