/** The work under way, so that it can be awaited and called off. */
export class Background {
  readonly #running = new Set<Promise<unknown>>();
  #generation = new AbortController();

  /** Aborts when everything under way is called off. */
  get signal(): AbortSignal {
    return this.#generation.signal;
  }

  run<Result>(task: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const running = task(this.signal);
    this.#running.add(running);
    return running.finally(() => this.#running.delete(running));
  }

  /** Resolves when nothing is under way, including what the awaited work itself began. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  cancel(): void {
    this.#generation.abort();
    this.#generation = new AbortController();
  }
}
