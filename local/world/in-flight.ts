/** Counts what is under way, and tells when nothing is. */
export class InFlight {
  #count = 0;
  #waiting: (() => void)[] = [];

  get count(): number {
    return this.#count;
  }

  /** Returns the function that ends what began; ending twice counts once. */
  begin(): () => void {
    let open = true;
    this.#count += 1;
    return () => {
      if (!open) return;
      open = false;
      this.#count -= 1;
      if (this.#count === 0) this.#release();
    };
  }

  async run<Result>(operation: () => Promise<Result>): Promise<Result> {
    const end = this.begin();
    try {
      return await operation();
    } finally {
      end();
    }
  }

  async idle(): Promise<void> {
    if (this.#count === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    await promise;
  }

  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
