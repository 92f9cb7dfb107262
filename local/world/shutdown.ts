type Step = () => void | Promise<void>;

/** What is to be undone at the end: in reverse order, each step once, and all of them even if one fails. */
export class Shutdown {
  readonly #steps: Step[] = [];

  add(step: Step): void {
    this.#steps.push(step);
  }

  /** Throws the errors of all steps that failed as one `AggregateError`. */
  async run(): Promise<void> {
    const errors: unknown[] = [];
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'The local world did not stop cleanly.');
  }
}
