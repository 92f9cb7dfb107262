import { inspect } from 'node:util';

const SHOWN = '[secret]';

/** A value that no log line, error text, JSON or console shows: only `reveal` gives it, at the place that needs it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
