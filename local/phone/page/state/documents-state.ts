import { signal } from '@preact/signals';
import type { PageClient, ShownDocument } from './page-client.ts';

const SETTLE = 150;

/** What Firestore holds now, fetched again after changes while somebody looks. */
export class DocumentsState {
  readonly isShown = signal(false);
  readonly documents = signal<readonly ShownDocument[]>([]);
  readonly problem = signal<string | null>(null);
  readonly #client: PageClient;
  #refresh: ReturnType<typeof setTimeout> | undefined;

  constructor(client: PageClient) {
    this.#client = client;
  }

  show(isShown: boolean): void {
    this.isShown.value = isShown;
    if (isShown) void this.load();
  }

  /** Several changes in a row cause one fetch. */
  change(): void {
    if (!this.isShown.value || this.#refresh !== undefined) return;
    this.#refresh = setTimeout(() => {
      this.#refresh = undefined;
      void this.load();
    }, SETTLE);
  }

  async load(): Promise<void> {
    try {
      this.documents.value = await this.#client.documents();
      this.problem.value = null;
    } catch (error) {
      this.problem.value = error instanceof Error ? error.message : String(error);
    }
  }
}
