import { z } from 'zod';
import { SECOND, type Clock } from '../../functions/src/domain/shared/clock.ts';
import { AccountNotFoundError } from '../auth/accounts.ts';
import { DemoSignIn, type SignedIn } from '../auth/demo-sign-in.ts';
import { demoUsers, type DemoUser } from '../auth/demo-users.ts';
import { localIdentity } from '../world/local-identity.ts';

/** Of every demo user. */
const PASSWORD = 'a-password-that-is-not-secret';

const signInAnswer = z.object({ idToken: z.string() });

interface EmulatorAuthOptions {
  /** Host and port of the Auth emulator. */
  readonly address: string;
  readonly clock: Clock;
}

/** The demo users as accounts of the Auth emulator: https://firebase.google.com/docs/reference/rest/auth */
export class EmulatorAuth {
  readonly #url: string;
  readonly #clock: Clock;

  constructor({ address, clock }: EmulatorAuthOptions) {
    this.#url = `http://${address}/identitytoolkit.googleapis.com/v1`;
    this.#clock = clock;
  }

  /** Creates the account of a demo user who has none. Throws `UnknownUserError`. */
  async signIn(uid: string): Promise<SignedIn> {
    const made = new DemoSignIn({ project: localIdentity.project, clock: this.#clock }).signIn(uid);
    const { user } = made;
    // fails where the account exists, which is as good
    await this.#manage('', accountOf(user));
    // the emulator chooses the ids of anonymous users itself: for one whose id is known the token is made here
    if (user.email === null) return made;
    const credentials = { email: user.email, password: PASSWORD, returnSecureToken: true };
    const answer = await this.#post('/accounts:signInWithPassword?key=any', credentials);
    if (!answer.ok) throw new Error(`The Auth emulator refused to sign ${uid} in: ${await answer.text()}`);
    return { user, idToken: signInAnswer.parse(await answer.json()).idToken };
  }

  /** Ends every sign-in of an earlier second. Throws `AccountNotFoundError`, as the following does. */
  async signOutEverywhere(uid: string): Promise<void> {
    const validSince = String(Math.floor(this.#clock.now() / SECOND));
    await this.#change(uid, ':update', { localId: uid, validSince });
  }

  async deleteUser(uid: string): Promise<void> {
    await this.#change(uid, ':delete', { localId: uid });
  }

  async #change(uid: string, method: string, body: object): Promise<void> {
    const { ok } = await this.#manage(method, body);
    if (!ok) throw new AccountNotFoundError(`There is no account ${uid}.`);
  }

  #manage(method: string, body: object): Promise<Response> {
    return this.#post(`/projects/${localIdentity.project}/accounts${method}`, body);
  }

  /** `owner` is the administrator whom the emulators know. */
  #post(path: string, body: object): Promise<Response> {
    const isAdministrators = path.startsWith('/projects/');
    return fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(isAdministrators && { Authorization: 'Bearer owner' }),
      },
      body: JSON.stringify(body),
    });
  }
}

function accountOf({ uid, name, email }: DemoUser): object {
  const signUp = email !== null && { email, emailVerified: true, password: PASSWORD };
  return { localId: uid, displayName: name, ...signUp };
}

/** Users have accounts from the start, as in the local world. */
export async function createDemoAccounts(auth: EmulatorAuth): Promise<void> {
  for (const { uid } of demoUsers) await auth.signIn(uid);
}
