import type { App } from 'firebase-admin/app';
import type { Auth } from 'firebase-admin/auth';
import { SECOND } from '../../domain/shared/clock.ts';
import type { DomainError } from '../../domain/shared/domain-error.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import {
  AccountUnavailableError,
  SignInUnavailableError,
  TokenRevokedError,
  type TokenStatus,
} from '../../domain/shared/token-status.ts';

interface FirebaseTokenStatusOptions {
  readonly app: App;
  readonly metrics: MetricsCollector;
  /** Milliseconds; the client of Firebase Auth by itself would try for minutes. */
  readonly deadline?: number;
  readonly loadClient?: LoadClient;
}

type LoadClient = () => Promise<{ readonly getAuth: (app: App) => Pick<Auth, 'verifyIdToken'> }>;

const OPERATION = 'verify_token';

/** https://firebase.google.com/docs/auth/admin/errors */
const refusals: Readonly<Record<string, new (options: ErrorOptions) => DomainError>> = {
  'auth/id-token-revoked': TokenRevokedError,
  'auth/id-token-expired': TokenRevokedError,
  'auth/argument-error': TokenRevokedError,
  'auth/user-disabled': AccountUnavailableError,
  'auth/user-not-found': AccountUnavailableError,
};

/** Asks Firebase Auth, whose client is loaded with the first question: few callables ask. */
export class FirebaseTokenStatus implements TokenStatus {
  readonly #app: App;
  readonly #metrics: MetricsCollector;
  readonly #deadline: number;
  readonly #loadClient: LoadClient;

  constructor(options: FirebaseTokenStatusOptions) {
    const {
      app,
      metrics,
      deadline = 10 * SECOND,
      loadClient = () => import('firebase-admin/auth'),
    } = options;
    this.#app = app;
    this.#metrics = metrics;
    this.#deadline = deadline;
    this.#loadClient = loadClient;
  }

  async assertCurrent(idToken: string): Promise<void> {
    try {
      await this.#metrics.timer('auth.verify_token', {}, () => this.#verify(idToken));
      this.#metrics.increment('auth.requests', { operation: OPERATION, result: 'current' });
    } catch (error) {
      const mapped = asDomainError(error);
      this.#metrics.increment('auth.requests', { operation: OPERATION, result: mapped.code });
      throw mapped;
    }
  }

  async #verify(idToken: string): Promise<void> {
    const { getAuth } = await this.#loadClient();
    const deadline = Promise.withResolvers<never>();
    const timer = setTimeout(() => deadline.reject(new SignInUnavailableError()), this.#deadline);
    try {
      await Promise.race([getAuth(this.#app).verifyIdToken(idToken, true), deadline.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function asDomainError(error: unknown): DomainError {
  if (error instanceof SignInUnavailableError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const Refusal = refusals[code] ?? SignInUnavailableError;
  return new Refusal({ cause: error });
}
