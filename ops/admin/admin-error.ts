import { exitCode, type ExitCode } from './exit-code.ts';

/** Ends the command; the message tells the operator what to do. */
export abstract class AdminError extends Error {
  abstract readonly exitCode: ExitCode;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

export class UsageError extends AdminError {
  readonly exitCode = exitCode.usage;
}

/** The operator said no, or what was asked for cannot be done. */
export class RefusedError extends AdminError {
  readonly exitCode = exitCode.failed;
}

/** A parameter or secret is missing, or the database does not answer. */
export class UnusableError extends AdminError {
  readonly exitCode = exitCode.unusable;
}
