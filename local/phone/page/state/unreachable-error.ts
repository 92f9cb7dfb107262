/** Nobody answered. What shows it may drop it once the page is live again. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  readonly code = 'unreachable';
}
