import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Clock } from '../../functions/src/domain/shared/clock.ts';
import { HttpListener } from '../world/http-listener.ts';
import { Accounts, type Account } from './accounts.ts';
import { DemoSignIn, type SignedIn } from './demo-sign-in.ts';
import { demoUsers, type DemoUser } from './demo-users.ts';
import { IdentityToolkit } from './identity-toolkit.ts';
import { USER_DELETED, userDeletedEvent } from './user-deleted-event.ts';
import { UserEventDelivery, type UserEventDeliveryOptions } from './user-event-delivery.ts';

export interface LocalAuthOptions extends UserEventDeliveryOptions {
  readonly project: string;
  /** Decides when somebody signs in, and when a sign-in ends. */
  readonly clock: Clock;
}

/** Plays Firebase Auth: what firebase-admin talks to when `FIREBASE_AUTH_EMULATOR_HOST` is set. The demo users have accounts. */
export class LocalAuth {
  readonly triggers: UserEventDelivery;
  readonly #listener: HttpListener;
  readonly #accounts: Accounts;
  readonly #signIn: DemoSignIn;
  readonly #toolkit: IdentityToolkit;

  private constructor(options: LocalAuthOptions, listener: HttpListener) {
    const { project, clock } = options;
    const onDeleted = (account: Account) => {
      const event = userDeletedEvent({ id: randomUUID(), at: clock.now(), project, account });
      this.triggers.fire(USER_DELETED, event);
    };
    this.#listener = listener;
    this.triggers = new UserEventDelivery(options);
    this.#accounts = new Accounts({ clock, users: demoUsers, onDeleted });
    this.#signIn = new DemoSignIn({ project, clock });
    this.#toolkit = new IdentityToolkit({ accounts: this.#accounts, project });
  }

  static async start(options: LocalAuthOptions): Promise<LocalAuth> {
    const listener = await HttpListener.start({ host: '127.0.0.1', port: 0 }, (request, response) => {
      void auth.#answer(request, response);
    });
    const auth = new LocalAuth(options, listener);
    return auth;
  }

  /** For `FIREBASE_AUTH_EMULATOR_HOST`. */
  get address(): string {
    return `${this.#listener.host}:${this.#listener.port}`;
  }

  /**
   * Takes the id of a demo user, or any user: one who has no account gets one. Throws `UnknownUserError` for another id, and
   * `AccountDisabledError`.
   */
  signIn(user: string | DemoUser): SignedIn {
    const signedIn = this.#signIn.signIn(user);
    this.#accounts.signIn(signedIn.user);
    return signedIn;
  }

  /** Ends every sign-in of an earlier second. Throws `AccountNotFoundError`, as the following do. */
  signOutEverywhere(uid: string): void {
    this.#accounts.revokeTokens(uid);
  }

  disable(uid: string): void {
    this.#accounts.setDisabled(uid, true);
  }

  /** Tells the deployed functions too: `idle` waits until they have heard. */
  deleteUser(uid: string): void {
    this.#accounts.delete(uid);
  }

  /** Resolves when every event has been delivered or given up. */
  async idle(): Promise<void> {
    await this.triggers.idle();
  }

  async stop(): Promise<void> {
    this.triggers.stop();
    await this.#listener.stop();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body } = this.#toolkit.answer(request.url ?? '', parseJson(await text(request)));
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
