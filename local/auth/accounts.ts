import { SECOND, type Clock, type Instant } from '../../functions/src/domain/shared/clock.ts';
import type { DemoUser } from './demo-users.ts';

export interface Account {
  readonly user: DemoUser;
  readonly disabled: boolean;
  readonly createdAt: Instant;
  readonly lastSignInAt: Instant | null;
  /** Seconds since the Unix epoch: tokens of earlier sign-ins are revoked. */
  readonly validSince: number;
}

/** No account has this user id. */
export class AccountNotFoundError extends Error {
  override readonly name = 'AccountNotFoundError';
}

/** The account has been disabled, and cannot sign in. */
export class AccountDisabledError extends Error {
  override readonly name = 'AccountDisabledError';
}

interface AccountsOptions {
  readonly clock: Clock;
  readonly users: readonly DemoUser[];
  readonly onDeleted: (account: Account) => void;
}

/** The accounts of an app, by user id. */
export class Accounts {
  readonly #clock: Clock;
  readonly #onDeleted: (account: Account) => void;
  readonly #accounts = new Map<string, Account>();

  constructor({ clock, users, onDeleted }: AccountsOptions) {
    this.#clock = clock;
    this.#onDeleted = onDeleted;
    for (const user of users) this.#create(user);
  }

  find(uid: string): Account | undefined {
    return this.#accounts.get(uid);
  }

  /** Creates the account of a user who has none. Throws `AccountDisabledError`. */
  signIn(user: DemoUser): void {
    const account = this.#accounts.get(user.uid) ?? this.#create(user);
    if (account.disabled) throw new AccountDisabledError(`The account of ${user.uid} is disabled.`);
    this.#accounts.set(user.uid, { ...account, user, lastSignInAt: this.#clock.now() });
  }

  /** Throws `AccountNotFoundError`, as the following do. */
  setDisabled(uid: string, disabled: boolean): void {
    this.#accounts.set(uid, { ...this.#get(uid), disabled });
  }

  /** Ends every sign-in of an earlier second: Firebase Auth counts in seconds too. */
  revokeTokens(uid: string): void {
    this.#accounts.set(uid, { ...this.#get(uid), validSince: this.#nowInSeconds() });
  }

  delete(uid: string): void {
    const account = this.#get(uid);
    this.#accounts.delete(uid);
    this.#onDeleted(account);
  }

  #create(user: DemoUser): Account {
    const account: Account = {
      user,
      disabled: false,
      createdAt: this.#clock.now(),
      lastSignInAt: null,
      validSince: this.#nowInSeconds(),
    };
    this.#accounts.set(user.uid, account);
    return account;
  }

  #get(uid: string): Account {
    const account = this.#accounts.get(uid);
    if (account) return account;
    throw new AccountNotFoundError(`There is no account ${uid}.`);
  }

  #nowInSeconds(): number {
    return Math.floor(this.#clock.now() / SECOND);
  }
}
