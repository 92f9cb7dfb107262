import { setTimeout as wait } from 'node:timers/promises';
import { retryDelays } from '../firestore/triggers/retry-delays.ts';
import type { EncodedEvent } from '../functions-host/call-event-function.ts';
import type { UserTrigger } from '../functions-host/deployed-function.ts';
import { InFlight } from '../world/in-flight.ts';

export interface TriggeredFunction extends UserTrigger {
  readonly name: string;
  /** Rejects when the event was not acknowledged. May be called again with an event it has had. */
  deliver(event: EncodedEvent): Promise<void>;
}

export interface UserEventDeliveryOptions {
  /** Milliseconds of real time before each repetition; when they are used up, the event is given up. */
  readonly retryDelays?: readonly number[];
  readonly onError?: (trigger: TriggeredFunction, error: unknown) => void;
}

/** Delivers the events of users to the functions that they trigger, at least once. */
export class UserEventDelivery {
  readonly #retryDelays: readonly number[];
  readonly #onError: (trigger: TriggeredFunction, error: unknown) => void;
  readonly #triggers: TriggeredFunction[] = [];
  readonly #inFlight = new InFlight();
  readonly #stopped = new AbortController();

  constructor({ retryDelays: delays = retryDelays(), onError = () => {} }: UserEventDeliveryOptions) {
    this.#retryDelays = delays;
    this.#onError = onError;
  }

  add(trigger: TriggeredFunction): void {
    this.#triggers.push(trigger);
  }

  fire(eventType: string, event: EncodedEvent): void {
    for (const trigger of this.#triggers) {
      if (trigger.eventType === eventType) void this.#inFlight.run(() => this.#deliver(trigger, event));
    }
  }

  /** Resolves when nothing is being delivered or waits to be repeated. */
  async idle(): Promise<void> {
    await this.#inFlight.idle();
  }

  /** Gives up every waiting repetition. */
  stop(): void {
    this.#stopped.abort();
  }

  async #deliver(trigger: TriggeredFunction, event: EncodedEvent): Promise<void> {
    const delays = trigger.retry ? this.#retryDelays : [];
    for (let attempt = 0; !this.#stopped.signal.aborted; attempt++) {
      try {
        await trigger.deliver(event);
        return;
      } catch (error) {
        const delay = delays[attempt];
        if (delay === undefined) {
          this.#onError(trigger, error);
          return;
        }
        // an aborted wait only ends early: the loop sees that there is no more to do
        await wait(delay, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
      }
    }
  }
}
