import { signal } from '@preact/signals';
import type { UserExport } from '../../../../functions/src/infra/functions/user-export.ts';
import type { DemoUser } from '../../../auth/demo-users.ts';
import type { PageConfiguration } from '../../page-protocol.ts';
import type { Callables } from './callables.ts';
import type { PageClient } from './page-client.ts';
import { isUnreachable, problemOf, type Problem } from './problem.ts';

export interface SignedInUser extends DemoUser {
  readonly idToken: string;
}

interface AccountParts {
  readonly client: PageClient;
  readonly callables: Callables;
  readonly users: PageConfiguration['users'];
  readonly onSignIn: (user: DemoUser) => void;
  /** Keeps who is signed in over a reload. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

const STORED_USER = 'linkline.user';

/** The account in the pane "Your app": who is signed in, and what came of the last thing that they did. */
export class AccountState {
  readonly user = signal<SignedInUser | null>(null);
  readonly isBusy = signal(false);
  readonly problem = signal<Problem | null>(null);
  readonly notice = signal<string | null>(null);
  /** What the user was last told to be kept on them. */
  readonly exported = signal<UserExport | null>(null);
  readonly #parts: AccountParts;

  constructor(parts: AccountParts) {
    this.#parts = parts;
  }

  get users(): readonly DemoUser[] {
    return this.#parts.users;
  }

  async restore(): Promise<void> {
    const stored = this.#parts.storage.getItem(STORED_USER);
    if (this.users.some(({ uid }) => uid === stored)) await this.signIn(stored ?? '');
  }

  async signIn(uid: string): Promise<void> {
    await this.#attempt(async () => {
      const user = this.users.find((known) => known.uid === uid);
      if (!user) throw new Error(`There is no user ${uid}.`);
      this.user.value = { ...user, idToken: await this.#parts.client.signIn(uid) };
      this.#parts.storage.setItem(STORED_USER, uid);
      this.#parts.onSignIn(user);
    });
  }

  signOut(): void {
    this.#parts.storage.removeItem(STORED_USER);
    this.user.value = null;
    this.exported.value = null;
    this.#clearMessages();
  }

  async download(): Promise<void> {
    await this.act(async ({ idToken }) => {
      this.exported.value = null;
      this.exported.value = await this.#parts.callables.call('exportMyData', {}, idToken);
    });
  }

  /** This page keeps its sign-in, as a phone left in a taxi would: what asks whether it still holds is refused. */
  async signOutEverywhere(): Promise<void> {
    await this.act(async ({ uid }) => {
      await this.#parts.client.signOutEverywhere(uid);
      this.notice.value =
        'Signed out everywhere. This page holds on to its old sign-in: confirming a number and downloading data are refused from now on.';
    });
  }

  async delete(): Promise<void> {
    await this.act(async ({ uid, name }) => {
      await this.#parts.client.deleteAccount(uid);
      this.signOut();
      this.notice.value = `The account of ${name} is deleted. “What happened” shows how everything kept on it vanishes.`;
    });
  }

  /** Runs what the signed-in user does, one thing at a time; what goes wrong becomes the problem. */
  async act(action: (user: SignedInUser) => Promise<unknown>): Promise<void> {
    const user = this.user.value;
    if (user) await this.#attempt(() => action(user));
  }

  /** The world answers again. */
  reconnect(): void {
    if (this.problem.value && isUnreachable(this.problem.value)) this.problem.value = null;
  }

  async #attempt(action: () => Promise<unknown>): Promise<void> {
    if (this.isBusy.value) return;
    this.isBusy.value = true;
    this.#clearMessages();
    try {
      await action();
    } catch (error) {
      this.problem.value = problemOf(error);
    } finally {
      this.isBusy.value = false;
    }
  }

  #clearMessages(): void {
    this.problem.value = null;
    this.notice.value = null;
  }
}
