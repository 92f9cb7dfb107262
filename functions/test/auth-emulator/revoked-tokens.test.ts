import { setTimeout as wait } from 'node:timers/promises';
import type { Auth } from 'firebase-admin/auth';
import { SECOND } from '../../src/domain/shared/clock.ts';
import { revokedTokensContract, type AuthServer } from '../infra/auth/revoked-tokens-contract.ts';

const address = process.env['FIREBASE_AUTH_EMULATOR_HOST'];

/** https://firebase.google.com/docs/reference/rest/auth#section-verify-custom-token */
async function signIn(uid: string, auth: Auth): Promise<string> {
  const method = 'identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken';
  const response = await fetch(`http://${address}/${method}?key=any`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: await auth.createCustomToken(uid), returnSecureToken: true }),
  });
  // the form is the emulator's
  const { idToken } = (await response.json()) as { idToken: string };
  return idToken;
}

revokedTokensContract('the Auth emulator of Firebase', async (): Promise<AuthServer> => {
  if (!address)
    throw new Error('There is no Auth emulator: run `npm run test:auth-emulator`, which starts it.');
  return {
    address,
    clock: { now: Date.now },
    signIn,
    nextSecond: () => wait(SECOND - (Date.now() % SECOND)),
    stop: async () => undefined,
  };
});
