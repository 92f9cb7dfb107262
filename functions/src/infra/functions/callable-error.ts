import { HttpsError, type FunctionsErrorCode } from 'firebase-functions/https';
import {
  ConfirmationNumberWrongError,
  TooManyLinkRequestsError,
} from '../../domain/linking/linking-errors.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { TooManyExportsError } from '../../domain/privacy/privacy-errors.ts';
import { TooManyCallsError } from '../../domain/shared/recent-calls.ts';

const statusOf: Readonly<Record<string, FunctionsErrorCode>> = {
  'invalid-whatsapp-number': 'invalid-argument',
  'user-not-found': 'not-found',
  'number-already-linked': 'already-exists',
  'link-code-invalid': 'not-found',
  'link-code-expired': 'failed-precondition',
  'link-request-not-claimed': 'failed-precondition',
  'confirmation-number-wrong': 'invalid-argument',
  'too-many-attempts': 'resource-exhausted',
  'too-many-link-requests': 'resource-exhausted',
  'recent-sign-in-required': 'failed-precondition',
  'anonymous-user': 'permission-denied',
  'too-many-calls': 'resource-exhausted',
  'too-many-exports': 'resource-exhausted',
  'account-erased': 'permission-denied',
  'token-revoked': 'unauthenticated',
  'account-unavailable': 'unauthenticated',
  'sign-in-unavailable': 'unavailable',
  contention: 'aborted',
  'storage-unavailable': 'unavailable',
};

/** What an app may key on: `details.code` is the stable code of the domain error. Null for what is no domain error. */
export function asCallableError(error: unknown): HttpsError | null {
  if (error instanceof HttpsError) return error;
  const status = error instanceof DomainError ? statusOf[error.code] : undefined;
  if (!(error instanceof DomainError) || status === undefined) return null;
  return new HttpsError(status, error.message, { code: error.code, ...moreOf(error) });
}

function moreOf(error: DomainError): object {
  if (error instanceof ConfirmationNumberWrongError) return { remainingAttempts: error.remainingAttempts };
  if (
    error instanceof TooManyLinkRequestsError ||
    error instanceof TooManyCallsError ||
    error instanceof TooManyExportsError
  ) {
    return { retryAt: new Date(error.retryAt).toISOString() };
  }
  return {};
}
