import type { LinkCallables, StartedLink } from './link-callables.ts';
import { asLinkError, type LinkError } from './link-error.ts';
import { hasRequestEnded, isNewlyLinked, linkStage, type LinkStage } from './link-stage.ts';
import type { LinkState } from './link-state.ts';
import type { LinkedNumber, UserLink } from './user-link.ts';

/** Everything that the button needs of the product around it. */
export interface LinkConnection {
  readonly callables: LinkCallables;
  readonly state: LinkState;
  /** Epoch milliseconds; the browser's clock where it is not given. */
  readonly now?: () => number;
  /** Has the same user sign in again; offered where that mends an error. */
  readonly signInAgain?: () => Promise<unknown>;
}

/** What came of the user's last act, where the stage alone does not tell. */
export type LinkNotice = 'canceled' | 'unlinked' | 'ended';

export interface LinkSessionObserver {
  onChange(): void;
  /** A number was linked while this session watched, here or elsewhere. */
  onLinked(linked: LinkedNumber): void;
  onUnlinked(): void;
  onError(error: LinkError): void;
}

/** One user in front of the button: where they stand, and what they do, one thing at a time. */
export class LinkSession {
  readonly #connection: LinkConnection;
  readonly #observer: LinkSessionObserver;
  readonly #unsubscribe: () => void;
  /** Undefined until it is known. */
  #link: UserLink | null | undefined;
  #started: StartedLink | null = null;
  #isBusy = false;
  #problem: LinkError | null = null;
  #notice: LinkNotice | null = null;
  #isClosed = false;

  constructor(connection: LinkConnection, observer: LinkSessionObserver) {
    this.#connection = connection;
    this.#observer = observer;
    this.#unsubscribe = connection.state.subscribe(
      (link) => this.#receive(link),
      (error) => this.#fail(error),
    );
  }

  get now(): number {
    return this.#connection.now?.() ?? Date.now();
  }

  /** Null until it is known. */
  get stage(): LinkStage | null {
    return this.#link === undefined ? null : linkStage(this.#link, this.now);
  }

  /** The code to send; known only where the request was started. */
  get started(): StartedLink | null {
    return this.#started?.requestId === this.stage?.request?.requestId ? this.#started : null;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  get problem(): LinkError | null {
    return this.#problem;
  }

  get notice(): LinkNotice | null {
    return this.#notice;
  }

  get canSignInAgain(): boolean {
    return this.#connection.signInAgain !== undefined;
  }

  async start(locale: string): Promise<void> {
    await this.#act(async ({ callables }) => {
      const started = await callables.startLink({ locale });
      const { requestId, expiresAt } = started;
      this.#started = started;
      if (this.#link?.request?.requestId === requestId) return;
      const request = {
        requestId,
        state: 'open',
        maskedNumber: null,
        expiresAt: Date.parse(expiresAt),
      } as const;
      this.#replaceLink({ linked: this.#link?.linked ?? null, request });
    });
  }

  async confirm(confirmationNumber: string): Promise<void> {
    const requestId = this.stage?.request?.requestId;
    if (requestId === undefined) return;
    await this.#act(async ({ callables }) => {
      const { maskedNumber, linkedAt } = await callables.confirmLink({ requestId, confirmationNumber });
      const linked = { maskedNumber, linkedAt: Date.parse(linkedAt), state: 'active' } as const;
      this.#replaceLink({ linked, request: null });
    });
  }

  async cancel(): Promise<void> {
    const requestId = this.stage?.request?.requestId;
    if (requestId === undefined) return;
    await this.#act(async ({ callables }) => {
      await callables.cancelLink({ requestId });
      this.#notice = 'canceled';
      this.#replaceLink({ linked: this.#link?.linked ?? null, request: null });
    });
  }

  async unlink(): Promise<void> {
    await this.#act(async ({ callables }) => {
      await callables.unlink();
      this.#notice = 'unlinked';
      this.#replaceLink({ linked: null, request: null });
    });
  }

  async signInAgain(): Promise<void> {
    await this.#act(async ({ signInAgain }) => {
      await signInAgain?.();
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#unsubscribe();
  }

  async #act(action: (connection: LinkConnection) => Promise<void>): Promise<void> {
    if (this.#isBusy || this.#isClosed) return;
    this.#isBusy = true;
    this.#problem = null;
    this.#notice = null;
    this.#observer.onChange();
    try {
      await action(this.#connection);
    } catch (error) {
      this.#fail(asLinkError(error));
    } finally {
      this.#isBusy = false;
      if (!this.#isClosed) this.#observer.onChange();
    }
  }

  #receive(link: UserLink | null): void {
    if (this.#problem?.code === 'unreachable' || this.#problem?.code === 'state-unreadable')
      this.#problem = null;
    const before = this.#link ?? null;
    const isExplained = this.#isBusy || this.#problem !== null || this.#notice !== null;
    if (hasRequestEnded(before, link) && !isExplained) this.#notice = 'ended';
    this.#replaceLink(link);
  }

  /** What a callable has answered counts at once, and again when the live document tells it. */
  #replaceLink(link: UserLink | null): void {
    if (this.#isClosed) return;
    const before = this.#link;
    this.#link = link;
    this.#observer.onChange();
    if (before === undefined) return;
    if (link?.linked && isNewlyLinked(before, link)) this.#observer.onLinked(link.linked);
    if (before?.linked && !link?.linked) this.#observer.onUnlinked();
  }

  #fail(error: LinkError): void {
    if (this.#isClosed) return;
    this.#problem = error;
    this.#observer.onChange();
    this.#observer.onError(error);
  }
}
