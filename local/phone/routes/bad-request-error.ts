/** The caller's mistake: answered as 400 with this message. */
export class BadRequestError extends Error {
  override readonly name = 'BadRequestError';
}
