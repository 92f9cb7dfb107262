import type { Activity, ActivityListener } from './activity.ts';

/** Keeps the newest activities and tells subscribers of each new one as it happens. */
export class ActivityFeed {
  readonly #capacity: number;
  readonly #recent: Activity[] = [];
  readonly #listeners = new Set<ActivityListener>();

  constructor(capacity = 500) {
    this.#capacity = capacity;
  }

  publish(activity: Activity): void {
    this.#recent.push(activity);
    if (this.#recent.length > this.#capacity) this.#recent.shift();
    for (const listener of this.#listeners) listener(activity);
  }

  recent(): readonly Activity[] {
    return [...this.#recent];
  }

  subscribe(listener: ActivityListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
