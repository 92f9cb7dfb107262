/** A control request or an in-process call that the simulator cannot act on; the message says why. */
export class InvalidRequestError extends Error {
  override readonly name = 'InvalidRequestError';
}
