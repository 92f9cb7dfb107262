import type { App } from 'firebase-admin/app';
import type { DecodedIdToken } from 'firebase-admin/auth';
import { describe, expect, it } from 'vitest';
import { FirebaseTokenStatus } from '../../../src/infra/auth/firebase-token-status.ts';
import { InMemoryMetricsCollector } from '../../../src/infra/metrics/in-memory-metrics-collector.ts';

type VerifyIdToken = (idToken: string, checkRevoked?: boolean) => Promise<DecodedIdToken>;

const clock = { now: () => 0 };

class AuthError extends Error {
  readonly code: string;

  constructor(code: string) {
    super('said to +15551110001');
    this.code = code;
  }
}

function tokenStatus(verifyIdToken: VerifyIdToken) {
  const metrics = new InMemoryMetricsCollector({ clock });
  const loadClient = async () => ({ getAuth: () => ({ verifyIdToken }) });
  // the client that it is for is replaced
  const app = {} as App;
  return { metrics, status: new FirebaseTokenStatus({ app, metrics, deadline: 5, loadClient }) };
}

describe('FirebaseTokenStatus', () => {
  it('asks for revocation: outside the emulator the client of Firebase looks for it only where it is asked to', async () => {
    const { status } = tokenStatus(async (_, checkRevoked = false) => {
      if (checkRevoked) throw new AuthError('auth/id-token-revoked');
      throw new Error('The token is well signed.');
    });
    await expect(status.assertCurrent('token')).rejects.toMatchObject({ code: 'token-revoked' });
  });

  it.each([
    ['auth/id-token-revoked', 'token-revoked'],
    ['auth/id-token-expired', 'token-revoked'],
    ['auth/argument-error', 'token-revoked'],
    ['auth/user-disabled', 'account-unavailable'],
    ['auth/user-not-found', 'account-unavailable'],
    ['auth/insufficient-permission', 'sign-in-unavailable'],
    ['auth/internal-error', 'sign-in-unavailable'],
    ['ECONNREFUSED', 'sign-in-unavailable'],
  ])('answers %s as %s, and counts it', async (code, expected) => {
    const { status, metrics } = tokenStatus(() => Promise.reject(new AuthError(code)));
    const failure: unknown = await status.assertCurrent('token').catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: expected, cause: { code } });
    expect(String(failure)).not.toContain('5551110001');
    expect(metrics.samples()).toContainEqual(
      expect.objectContaining({
        name: 'auth.requests',
        tags: { operation: 'verify_token', result: expected },
      }),
    );
  });

  it('gives up where no answer comes', async () => {
    const { status } = tokenStatus(() => new Promise(() => {}));
    await expect(status.assertCurrent('token')).rejects.toMatchObject({ code: 'sign-in-unavailable' });
  });
});
