import { computed, signal } from '@preact/signals';
import type { DemoUser } from '../../../auth/demo-users.ts';
import type { LinkChange, LinkDocument, PageConfiguration } from '../../page-protocol.ts';
import type { Callables, StartedLink } from './callables.ts';
import { hasRequestEnded, linkStage } from './link-stage.ts';
import type { PageClient } from './page-client.ts';
import { isUnreachable, problemOf, type Problem } from './problem.ts';
import type { WorldClock } from './world-clock.ts';

interface SignedInUser extends DemoUser {
  readonly idToken: string;
}

interface LinkingParts {
  readonly client: PageClient;
  readonly callables: Callables;
  readonly clock: WorldClock;
  readonly users: PageConfiguration['users'];
  readonly onSignIn: (user: DemoUser) => void;
  /** Keeps who is signed in over a reload. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

const STORED_USER = 'linkline.user';

/** The pane "Your app": who is signed in, and how far their link is. */
export class LinkingState {
  readonly user = signal<SignedInUser | null>(null);
  readonly isBusy = signal(false);
  readonly problem = signal<Problem | null>(null);
  readonly notice = signal<string | null>(null);
  readonly #parts: LinkingParts;
  readonly #links = signal<ReadonlyMap<string, LinkDocument | null>>(new Map());
  readonly #started = signal<StartedLink | null>(null);

  readonly link = computed(() => this.#links.value.get(this.user.value?.uid ?? '') ?? null);
  readonly stage = computed(() => linkStage(this.link.value, this.#parts.clock.now.value));
  /** The code to send; known only where the request was started. */
  readonly started = computed(() => {
    const started = this.#started.value;
    return started?.requestId === this.stage.value.request?.request_id ? started : null;
  });

  constructor(parts: LinkingParts) {
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
    this.#started.value = null;
    this.#clearMessages();
  }

  async start(): Promise<void> {
    await this.#call(async (idToken) => {
      this.#started.value = await this.#parts.callables.call('startLink', {}, idToken);
    });
  }

  async confirm(requestId: string, confirmationNumber: string): Promise<void> {
    await this.#call((idToken) =>
      this.#parts.callables.call('confirmLink', { requestId, confirmationNumber }, idToken),
    );
  }

  async cancel(requestId: string): Promise<void> {
    await this.#call(async (idToken) => {
      await this.#parts.callables.call('cancelLink', { requestId }, idToken);
      this.notice.value = 'The link request is canceled.';
    });
  }

  async unlink(): Promise<void> {
    await this.#call(async (idToken) => {
      await this.#parts.callables.call('unlink', {}, idToken);
      this.notice.value = 'The number is no longer linked.';
    });
  }

  /** The world answers again. */
  reconnect(): void {
    if (this.problem.value && isUnreachable(this.problem.value)) this.problem.value = null;
  }

  replaceLinks(changes: readonly LinkChange[]): void {
    this.#links.value = new Map(changes.map(({ userId, link }) => [userId, link]));
  }

  changeLink({ userId, link }: LinkChange): void {
    const before = this.#links.value.get(userId) ?? null;
    this.#links.value = new Map(this.#links.value).set(userId, link);
    if (userId !== this.user.value?.uid || !hasRequestEnded(before, link)) return;
    const isExplained = this.isBusy.value || this.problem.value !== null || this.notice.value !== null;
    if (!isExplained)
      this.notice.value = 'The link request has ended: it was refused on WhatsApp, or replaced.';
  }

  async #call(action: (idToken: string) => Promise<unknown>): Promise<void> {
    const idToken = this.user.value?.idToken;
    if (idToken) await this.#attempt(() => action(idToken));
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
