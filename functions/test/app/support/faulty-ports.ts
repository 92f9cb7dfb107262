import { SendQueueUnavailableError } from '../../../src/domain/messaging/messaging-errors.ts';
import { StorageUnavailableError } from '../../../src/domain/shared/storage-errors.ts';
import type { OutsideWorld } from '../../../src/infra/whatsapp-module.ts';

export interface Fault {
  /** Which call to the outside world fails, counted from one. */
  readonly call: number;
  /** `before` its effect, or `after` it: the answer is lost. */
  readonly when: 'before' | 'after';
}

/** Counts the calls that leave the use cases and lets one of them fail, once. */
export class FaultyPorts {
  readonly #fault: Fault | null;
  #isCounting = false;
  calls = 0;

  constructor(fault: Fault | null = null) {
    this.#fault = fault;
  }

  startCounting(): void {
    this.#isCounting = true;
  }

  wrap = ({ transactions, messaging, queue, reports }: OutsideWorld): OutsideWorld => ({
    transactions: {
      run: (operation, work) =>
        this.#call(
          () => transactions.run(operation, work),
          () => new StorageUnavailableError(),
        ),
    },
    messaging: {
      send: (text) => this.#call(() => messaging.send(text), crash),
      listSent: (to) => this.#call(() => messaging.listSent(to), crash),
    },
    reports,
    queue: {
      schedule: (task) =>
        this.#call(
          () => queue.schedule(task),
          () => new SendQueueUnavailableError(),
        ),
    },
  });

  async #call<Result>(effect: () => Promise<Result>, failure: () => Error): Promise<Result> {
    if (this.#isCounting) this.calls += 1;
    const fails = this.#isCounting && this.calls === this.#fault?.call;
    if (fails && this.#fault.when === 'before') throw failure();
    const result = await effect();
    if (fails) throw failure();
    return result;
  }
}

function crash(): Error {
  return new Error('The process died here.');
}
