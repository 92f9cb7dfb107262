import type { ActivityFeed } from '../../../../local/world/activity-feed.ts';

/** Runs of one use case that have begun and not ended, as their log lines tell: the function may have answered long before. */
export class OpenWork {
  #open = 0;
  #waiting: (() => void)[] = [];

  /** Log lines of level `debug` must be written. */
  constructor(activity: ActivityFeed, useCase: string) {
    activity.subscribe((event) => {
      if (event.kind !== 'log' || event.fields['use_case'] !== useCase) return;
      if (event.event === 'use-case-started') this.#open += 1;
      else this.#end();
    });
  }

  /** Resolves when none is open. */
  async done(): Promise<void> {
    if (this.#open === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    await promise;
  }

  #end(): void {
    this.#open -= 1;
    if (this.#open > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
