/** Ends a check that has no way to look; like a finding, it says what to do. */
export class CannotTellError extends Error {
  override readonly name = 'CannotTellError';
  readonly fix: string;

  constructor(problem: string, fix: string, options?: ErrorOptions) {
    super(problem, options);
    this.fix = fix;
  }
}
