import { FirebaseError } from 'firebase/app';
import { httpsCallable, type Functions } from 'firebase/functions';
import type { LinkCallables } from '../linking/link-callables.ts';
import { LinkError } from '../linking/link-error.ts';

/** The callables through the Firebase SDK. */
export function firebaseLinkCallables(functions: Functions): LinkCallables {
  return {
    startLink: callable(functions, 'startLink'),
    confirmLink: callable(functions, 'confirmLink'),
    cancelLink: callable(functions, 'cancelLink'),
    unlink: callable(functions, 'unlink'),
  };
}

function callable<Answer>(
  functions: Functions,
  name: keyof LinkCallables,
): (data?: object) => Promise<Answer> {
  const call = httpsCallable<object | undefined, Answer>(functions, name);
  return async (data) => {
    try {
      return (await call(data)).data;
    } catch (error) {
      throw linkErrorFrom(error);
    }
  };
}

/** Of a call that got no HTTP status. */
const UNANSWERED = /^internal( \[0\])?$/;

/** Statuses that the SDK gives by itself, without an answer of Linkline's. */
const codeOfStatus: Readonly<Record<string, string>> = {
  'functions/unauthenticated': 'signed-out',
  'functions/unavailable': 'unreachable',
  'functions/deadline-exceeded': 'unreachable',
};

function linkErrorFrom(cause: unknown): LinkError {
  if (!(cause instanceof FirebaseError)) return new LinkError('unexpected', { cause });
  const { code, remainingAttempts, retryAt } = detailsOf(cause);
  // where nobody answered, the SDK has nothing to say but this
  const isUnanswered = UNANSWERED.test(cause.message);
  const ownCode = isUnanswered ? 'unreachable' : (codeOfStatus[cause.code] ?? 'unexpected');
  return new LinkError(code ?? ownCode, { remainingAttempts, retryAt, cause });
}

interface RefusalDetails {
  readonly code?: string;
  readonly remainingAttempts?: number;
  readonly retryAt?: string;
}

function detailsOf(error: FirebaseError): RefusalDetails {
  const details: unknown = 'details' in error ? error.details : undefined;
  // Linkline's callables answer details of this form
  return typeof details === 'object' && details !== null ? details : {};
}
