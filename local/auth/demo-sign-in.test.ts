import { describe, expect, it } from 'vitest';
import { DemoSignIn, UnknownUserError } from './demo-sign-in.ts';

const now = 1_764_000_000_500;
const signIn = new DemoSignIn({ project: 'demo-linkline', clock: { now: () => now } });

function claimsOf(idToken: string): unknown {
  const [header = '', claims = '', signature] = idToken.split('.');
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ alg: 'none' });
  expect(signature).toBe('');
  return JSON.parse(Buffer.from(claims, 'base64url').toString());
}

describe('DemoSignIn', () => {
  it('gives the claims of an ID token of the Auth emulator', () => {
    const { idToken, user } = signIn.signIn('ada');
    expect(user).toMatchObject({ uid: 'ada', email: 'ada@example.com' });
    expect(claimsOf(idToken)).toEqual({
      iss: 'https://securetoken.google.com/demo-linkline',
      aud: 'demo-linkline',
      sub: 'ada',
      user_id: 'ada',
      auth_time: 1_764_000_000,
      iat: 1_764_000_000,
      exp: 1_764_003_600,
      name: 'Ada',
      email: 'ada@example.com',
      email_verified: true,
      firebase: { identities: { email: ['ada@example.com'] }, sign_in_provider: 'password' },
    });
  });

  it('signs in without an account', () => {
    const claims = claimsOf(signIn.signIn('anonymous').idToken);
    expect(claims).toMatchObject({ sub: 'anonymous', firebase: { sign_in_provider: 'anonymous' } });
    expect(claims).not.toHaveProperty('email');
  });

  it('signs in a user that a test describes', () => {
    const { idToken } = signIn.signIn({ uid: 'user-17', name: 'User 17', email: 'user-17@example.com' });
    expect(claimsOf(idToken)).toMatchObject({ sub: 'user-17', email: 'user-17@example.com' });
  });

  it('names the users there are when another is asked for', () => {
    expect(() => signIn.signIn('mallory')).toThrow(UnknownUserError);
    expect(() => signIn.signIn('mallory')).toThrow('ada, grace, linus, anonymous');
  });
});
