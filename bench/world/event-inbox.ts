import type { EncodedEvent } from '../../local/functions-host/call-event-function.ts';

/** Keeps the newest event for each function that would have been called. */
export class EventInbox {
  readonly #events = new Map<string, EncodedEvent>();

  /** What to register for a function: it acknowledges whatever comes. */
  deliverTo(name: string): (event: EncodedEvent) => Promise<void> {
    return async (event) => {
      this.#events.set(name, event);
    };
  }

  /** Throws where none has come since the last one was taken. */
  take(name: string): EncodedEvent {
    const event = this.#events.get(name);
    if (event === undefined) throw new Error(`No event came for ${name}.`);
    this.#events.delete(name);
    return event;
  }
}
