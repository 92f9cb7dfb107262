import { computed, signal } from '@preact/signals';
import type { LinkChange, LinkDocument } from '../../page-protocol.ts';
import type { AccountState } from './account-state.ts';
import type { Callables, StartedLink } from './callables.ts';
import { hasRequestEnded, linkStage } from './link-stage.ts';
import type { WorldClock } from './world-clock.ts';

interface LinkingParts {
  readonly account: AccountState;
  readonly callables: Callables;
  readonly clock: WorldClock;
}

/** The pane "Your app": how far the link of the signed-in user is. */
export class LinkingState {
  readonly #account: AccountState;
  readonly #callables: Callables;
  readonly #clock: WorldClock;
  readonly #links = signal<ReadonlyMap<string, LinkDocument | null>>(new Map());
  readonly #started = signal<StartedLink | null>(null);

  readonly link = computed(() => this.#links.value.get(this.#account.user.value?.uid ?? '') ?? null);
  readonly stage = computed(() => linkStage(this.link.value, this.#clock.now.value));
  /** The code to send; known only where the request was started. */
  readonly started = computed(() => {
    const started = this.#started.value;
    return started?.requestId === this.stage.value.request?.request_id ? started : null;
  });

  constructor({ account, callables, clock }: LinkingParts) {
    this.#account = account;
    this.#callables = callables;
    this.#clock = clock;
  }

  async start(): Promise<void> {
    await this.#account.act(async ({ idToken }) => {
      this.#started.value = await this.#callables.call('startLink', {}, idToken);
    });
  }

  async confirm(requestId: string, confirmationNumber: string): Promise<void> {
    await this.#account.act(({ idToken }) =>
      this.#callables.call('confirmLink', { requestId, confirmationNumber }, idToken),
    );
  }

  async cancel(requestId: string): Promise<void> {
    await this.#account.act(async ({ idToken }) => {
      await this.#callables.call('cancelLink', { requestId }, idToken);
      this.#account.notice.value = 'The link request is canceled.';
    });
  }

  async unlink(): Promise<void> {
    await this.#account.act(async ({ idToken }) => {
      await this.#callables.call('unlink', {}, idToken);
      this.#account.notice.value = 'The number is no longer linked.';
    });
  }

  replaceLinks(changes: readonly LinkChange[]): void {
    this.#links.value = new Map(changes.map(({ userId, link }) => [userId, link]));
  }

  changeLink({ userId, link }: LinkChange): void {
    const { user, isBusy, problem, notice } = this.#account;
    const before = this.#links.value.get(userId) ?? null;
    this.#links.value = new Map(this.#links.value).set(userId, link);
    if (userId !== user.value?.uid || !hasRequestEnded(before, link)) return;
    const isExplained = isBusy.value || problem.value !== null || notice.value !== null;
    if (!isExplained) notice.value = 'The link request has ended: it was refused on WhatsApp, or replaced.';
  }
}
