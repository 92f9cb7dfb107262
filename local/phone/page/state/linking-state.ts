import { computed, effect, signal, untracked } from '@preact/signals';
import type { LinkConnection } from '../../../../examples/link-button/link-button.ts';
import { linkStage } from '../../../../examples/link-button/linking/link-stage.ts';
import type { LinkChange, LinkDocument } from '../../page-protocol.ts';
import type { AccountState } from './account-state.ts';
import type { Callables } from './callables.ts';
import { linkCallables } from './link-callables.ts';
import { userLinkOf } from './user-link-of.ts';
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
  /** By user; null until the world has told. */
  readonly #links = signal<ReadonlyMap<string, LinkDocument | null> | null>(null);

  readonly link = computed(() => this.#links.value?.get(this.#account.user.value?.uid ?? '') ?? null);
  readonly stage = computed(() =>
    linkStage(this.link.value && userLinkOf(this.link.value), this.#clock.now.value),
  );

  constructor({ account, callables, clock }: LinkingParts) {
    this.#account = account;
    this.#callables = callables;
    this.#clock = clock;
  }

  /** What the link button of a user works with. */
  connectionOf(userId: string): LinkConnection {
    return {
      callables: linkCallables(this.#callables, () => this.#account.user.value?.idToken ?? ''),
      state: {
        subscribe: (listener) =>
          effect(() => {
            const links = this.#links.value;
            const link = links?.get(userId);
            // what the listener reads is nothing to hear about
            if (links) untracked(() => listener(link ? userLinkOf(link) : null));
          }),
      },
      now: () => this.#clock.now.value,
      signInAgain: () => this.#account.signIn(userId),
    };
  }

  replaceLinks(changes: readonly LinkChange[]): void {
    this.#links.value = new Map(changes.map(({ userId, link }) => [userId, link]));
  }

  changeLink({ userId, link }: LinkChange): void {
    this.#links.value = new Map(this.#links.value).set(userId, link);
  }
}
