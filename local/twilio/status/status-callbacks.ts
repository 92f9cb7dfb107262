import type { Background } from '../background.ts';
import { type Delay, pause } from '../delay.ts';
import type { SimulatorFaults } from '../faults/simulator-faults.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { RandomSource } from '../random-source.ts';
import type { WebhookSender } from '../webhook/webhook-sender.ts';
import { statusCallbackParameters } from './status-callback-parameters.ts';

interface Dependencies {
  readonly accountSid: string;
  readonly webhooks: WebhookSender;
  readonly faults: SimulatorFaults;
  readonly random: RandomSource;
  readonly background: Background;
  readonly delay: Delay;
}

/** Tells a message's StatusCallback of its statuses: in order and once each, unless a fault says otherwise. */
export class StatusCallbacks {
  readonly #dependencies: Dependencies;
  /** The last callback under way of each message. */
  readonly #tails = new Map<string, Promise<void>>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** Resolves when the callbacks of all these statuses of one message have been sent. */
  open(signal: AbortSignal): { push(message: StoredMessage): void; finish(): Promise<void> } {
    const held: StoredMessage[] = [];
    const sending: Promise<void>[] = [];
    const send = (message: StoredMessage): void => {
      sending.push(this.#enqueue(message, signal));
    };
    return {
      push: (message) => {
        if (this.#dependencies.faults.statusCallbacks.reorder) held.push(message);
        else send(message);
      },
      finish: async () => {
        for (const message of held.reverse()) send(message);
        await Promise.all(sending);
      },
    };
  }

  async #enqueue(message: StoredMessage, signal: AbortSignal): Promise<void> {
    const { sid, statusCallback } = message;
    if (statusCallback === null) return;
    const earlier = this.#tails.get(sid) ?? Promise.resolve();
    const tail = earlier.then(() =>
      this.#dependencies.background.run(() => this.#send(message, statusCallback, signal)),
    );
    this.#tails.set(sid, tail);
    await tail;
    if (this.#tails.get(sid) === tail) this.#tails.delete(sid);
  }

  async #send(message: StoredMessage, url: string, signal: AbortSignal): Promise<void> {
    const { accountSid, webhooks, faults, random, background, delay } = this.#dependencies;
    const { loss, duplicate, delayMs } = faults.statusCallbacks;
    const { status } = message;
    if (typeof loss === 'number' ? random.happens(loss) : loss.some((lost) => lost === status)) return;
    if (delayMs > 0) await background.asleep(pause(delay, delayMs, signal));
    for (let copy = 0; copy <= duplicate && !signal.aborted; copy += 1) {
      await webhooks.send(
        {
          url,
          parameters: statusCallbackParameters(message, accountSid),
          direction: 'status-callback',
          summary: `${message.sid} is ${status}`,
        },
        signal,
      );
    }
  }
}
