/** A broken rule. `code` is stable: apps and operators key on it; `message` tells the reader what to do. */
export abstract class DomainError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
