/** Listeners of one kind of event, called in the order in which they subscribed. */
export class EventFeed<Event> {
  readonly #listeners = new Set<(event: Event) => void>();

  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: Event) => void): () => void {
    const subscription = (event: Event): void => listener(event);
    this.#listeners.add(subscription);
    return () => {
      this.#listeners.delete(subscription);
    };
  }

  publish(event: Event): void {
    for (const listener of this.#listeners) listener(event);
  }
}
