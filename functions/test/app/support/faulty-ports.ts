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

  wrap = (world: OutsideWorld): OutsideWorld => {
    const { transactions, messaging, queue, outbox } = world;
    const storage = () => new StorageUnavailableError();
    const tasks = () => new SendQueueUnavailableError();
    return {
      ...world,
      transactions: {
        run: (operation, work) => this.#call(() => transactions.run(operation, work), storage),
      },
      outbox: {
        takeUp: (added) => this.#call(() => outbox.takeUp(added), storage),
        recordAccepted: (message, lane) => this.#call(() => outbox.recordAccepted(message, lane), storage),
      },
      messaging: {
        send: (message) => this.#call(() => messaging.send(message), crash),
        listSent: (to) => this.#call(() => messaging.listSent(to), crash),
        fetchDelivery: (messageSid) => this.#call(() => messaging.fetchDelivery(messageSid), crash),
      },
      queue: { schedule: (task) => this.#call(() => queue.schedule(task), tasks) },
    };
  };

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
