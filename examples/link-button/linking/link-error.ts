interface LinkErrorDetails {
  readonly remainingAttempts?: number | undefined;
  /** ISO 8601. */
  readonly retryAt?: string | undefined;
  readonly cause?: unknown;
}

/** Why linking was refused or failed. `code` is the stable code of Linkline's callables, or `unreachable` or `state-unreadable`. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly code: string;
  readonly remainingAttempts: number | null;
  /** Epoch milliseconds from which another try is allowed. */
  readonly retryAt: number | null;

  constructor(code: string, { remainingAttempts, retryAt, cause }: LinkErrorDetails = {}) {
    super(`Linking WhatsApp failed: ${code}.`, { cause });
    this.code = code;
    this.remainingAttempts = remainingAttempts ?? null;
    this.retryAt = retryAt === undefined ? null : Date.parse(retryAt);
  }
}

/** What is no `LinkError` becomes an unexpected one. */
export function asLinkError(error: unknown): LinkError {
  return error instanceof LinkError ? error : new LinkError('unexpected', { cause: error });
}

/** Errors that a new sign-in of the same user mends. */
export const mendedBySignIn: ReadonlySet<string> = new Set([
  'recent-sign-in-required',
  'token-revoked',
  'signed-out',
  'account-erased',
]);
