import { computed, signal } from '@preact/signals';
import type { FaultRequest } from '../../../twilio/faults/fault-request.ts';
import type { ActiveFaults } from '../../../twilio/faults/simulator-faults.ts';
import { describeFaults } from '../faults/describe-faults.ts';
import type { PageClient } from './page-client.ts';
import { problemOf, type Problem } from './problem.ts';

/** How the Twilio simulator misbehaves on request. */
export class FaultsState {
  /** Null until the world has told. */
  readonly active = signal<ActiveFaults | null>(null);
  readonly problem = signal<Problem | null>(null);
  readonly #client: PageClient;

  readonly descriptions = computed(() => (this.active.value ? describeFaults(this.active.value) : []));

  constructor(client: PageClient) {
    this.#client = client;
  }

  async inject(request: FaultRequest): Promise<void> {
    await this.#change(() => this.#client.injectFault(request));
  }

  async clear(): Promise<void> {
    await this.#change(() => this.#client.clearFaults());
  }

  async #change(change: () => Promise<ActiveFaults>): Promise<void> {
    try {
      this.active.value = await change();
      this.problem.value = null;
    } catch (error) {
      this.problem.value = problemOf(error);
    }
  }
}
