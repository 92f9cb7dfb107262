import { signal } from '@preact/signals';
import type { OutboundDocument } from '../../outbound-document.ts';
import type { NewMessage, OutboxChange, PauseDocument } from '../../page-protocol.ts';
import type { PageClient } from './page-client.ts';
import { isUnreachable, problemOf, type Problem } from './problem.ts';

export interface ListedMessage {
  readonly id: string;
  readonly document: OutboundDocument;
}

/** What the product has sent to its users, as the outbox tells. */
export class MessagesState {
  readonly isBusy = signal(false);
  readonly problem = signal<Problem | null>(null);
  /** Why nothing is sent now, null where sending goes on. */
  readonly pause = signal<PauseDocument | null>(null);
  readonly #client: PageClient;
  readonly #documents = signal<ReadonlyMap<string, OutboundDocument>>(new Map());

  constructor(client: PageClient) {
    this.#client = client;
  }

  /** Newest first; what Linkline has not taken up yet is the newest of all. */
  of(userId: string): readonly ListedMessage[] {
    return [...this.#documents.value]
      .flatMap(([id, document]) => (document.user_id === userId ? { id, document } : []))
      .toReversed()
      .toSorted((one, other) => createdAt(other) - createdAt(one));
  }

  /** Resolves with whether the message is in the outbox. */
  async send(userId: string, message: NewMessage): Promise<boolean> {
    this.isBusy.value = true;
    this.problem.value = null;
    try {
      await this.#client.sendMessage(userId, message);
      return true;
    } catch (error) {
      this.problem.value = problemOf(error);
      return false;
    } finally {
      this.isBusy.value = false;
    }
  }

  /** The world answers again. */
  reconnect(): void {
    if (this.problem.value && isUnreachable(this.problem.value)) this.problem.value = null;
  }

  replace(changes: readonly OutboxChange[]): void {
    this.#documents.value = new Map(
      changes.flatMap(({ id, message }) => (message ? [[id, message] as const] : [])),
    );
  }

  change({ id, message }: OutboxChange): void {
    const documents = new Map(this.#documents.value);
    if (message) documents.set(id, message);
    else documents.delete(id);
    this.#documents.value = documents;
  }
}

function createdAt({ document }: ListedMessage): number {
  return document.created_at ? Date.parse(document.created_at) : Number.MAX_SAFE_INTEGER;
}
