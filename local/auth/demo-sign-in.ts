import { HOUR, SECOND, type Clock } from '../../functions/src/domain/shared/clock.ts';
import { demoUsers, type DemoUser } from './demo-users.ts';
import { unsignedToken } from './unsigned-token.ts';

export interface SignedIn {
  readonly user: DemoUser;
  readonly idToken: string;
}

export class UnknownUserError extends Error {
  override readonly name = 'UnknownUserError';
}

/** Signs demo users in as the Firebase Auth emulator would: with an unsigned ID token that lives an hour. */
export class DemoSignIn {
  readonly #project: string;
  readonly #clock: Clock;

  constructor({ project, clock }: { readonly project: string; readonly clock: Clock }) {
    this.#project = project;
    this.#clock = clock;
  }

  /** Takes a demo user's uid, or any user for tests that need more of them. Throws `UnknownUserError` for another uid. */
  signIn(user: string | DemoUser): SignedIn {
    const found = typeof user === 'string' ? findUser(user) : user;
    return { user: found, idToken: unsignedToken(this.#claims(found)) };
  }

  #claims(user: DemoUser): Readonly<Record<string, unknown>> {
    const now = Math.floor(this.#clock.now() / SECOND);
    return {
      iss: `https://securetoken.google.com/${this.#project}`,
      aud: this.#project,
      sub: user.uid,
      user_id: user.uid,
      auth_time: now,
      iat: now,
      exp: now + HOUR / SECOND,
      ...identity(user),
    };
  }
}

function findUser(uid: string): DemoUser {
  const user = demoUsers.find((candidate) => candidate.uid === uid);
  if (user) return user;
  const known = demoUsers.map((candidate) => candidate.uid).join(', ');
  throw new UnknownUserError(`There is no demo user "${uid}". Sign in one of: ${known}.`);
}

function identity({ name, email }: DemoUser): Readonly<Record<string, unknown>> {
  if (email === null) {
    return { provider_id: 'anonymous', firebase: { identities: {}, sign_in_provider: 'anonymous' } };
  }
  return {
    name,
    email,
    email_verified: true,
    firebase: { identities: { email: [email] }, sign_in_provider: 'password' },
  };
}
