import { UserMappingError } from './user-mapping-error.ts';

export class InvalidWhatsAppNumberError extends UserMappingError {
  readonly code = 'invalid-whatsapp-number';

  constructor() {
    super(
      'Not a WhatsApp address: give "whatsapp:+" and an E.164 number, or "whatsapp:" and a business-scoped id.',
    );
  }
}

/** The user has no linked WhatsApp number. */
export class UserNotFoundError extends UserMappingError {
  readonly code = 'user-not-found';

  constructor() {
    super('No WhatsApp number is linked to this account. Link one first.');
  }
}

export class NumberAlreadyLinkedError extends UserMappingError {
  readonly code = 'number-already-linked';

  constructor() {
    super('This WhatsApp number is linked to another account. Its holder can text UNLINK and try again.');
  }
}

/** The request does not exist, is not this user's, was canceled or replaced: one answer for all of them. */
export class LinkCodeInvalidError extends UserMappingError {
  readonly code = 'link-code-invalid';

  constructor() {
    super('This link request is not open. Start again for a new code.');
  }
}

export class LinkCodeExpiredError extends UserMappingError {
  readonly code = 'link-code-expired';

  constructor() {
    super('This link request has expired. Start again for a new code.');
  }
}

export class LinkRequestNotClaimedError extends UserMappingError {
  readonly code = 'link-request-not-claimed';

  constructor() {
    super(
      'The code has not arrived from WhatsApp yet. Send it first, then enter the six digits of the answer.',
    );
  }
}

export class ConfirmationNumberWrongError extends UserMappingError {
  readonly code = 'confirmation-number-wrong';
  readonly remainingAttempts: number;

  constructor(remainingAttempts: number) {
    super('These are not the six digits that WhatsApp shows. Check them and try again.');
    this.remainingAttempts = remainingAttempts;
  }
}

export class TooManyAttemptsError extends UserMappingError {
  readonly code = 'too-many-attempts';

  constructor() {
    super('Too many wrong digits: the link request has ended. Start again for a new code.');
  }
}

export class TooManyLinkRequestsError extends UserMappingError {
  readonly code = 'too-many-link-requests';
  /** Epoch milliseconds at which the next request is allowed. */
  readonly retryAt: number;

  constructor(retryAt: number) {
    super('Too many link requests in the last hour. Try again later.');
    this.retryAt = retryAt;
  }
}

export class RecentSignInRequiredError extends UserMappingError {
  readonly code = 'recent-sign-in-required';

  constructor() {
    super('A number is linked already. Sign in again, then start the link to move it.');
  }
}

export class AnonymousUserError extends UserMappingError {
  readonly code = 'anonymous-user';

  constructor() {
    super('Anonymous users cannot link a number. Sign in with an account first.');
  }
}
