/**
 * A call to Twilio that did not succeed. `not-sent`: no connection, so Twilio has seen nothing. `no-answer`: sent, and what became of it
 * is not known. `error-answer`: Twilio said no; `retryAfter` is milliseconds.
 */
export type TwilioFailureDetails =
  | { readonly kind: 'not-sent'; readonly reason: 'not-connected' | 'client-not-loaded' }
  | { readonly kind: 'no-answer'; readonly reason: 'timed-out' | 'connection-lost' | 'unreadable-answer' }
  | {
      readonly kind: 'error-answer';
      readonly httpStatus: number;
      readonly providerCode: number | null;
      readonly retryAfter: number | null;
    };

/** Takes the place of the SDK's errors, which print the auth token and the message text. */
export class TwilioFailure extends Error {
  readonly details: TwilioFailureDetails;

  constructor(details: TwilioFailureDetails) {
    super(`Twilio request failed: ${details.kind}`);
    this.name = 'TwilioFailure';
    this.details = details;
  }
}

/** Any error of a call, reduced to what may be shown and logged. */
export function failureDetailsOf(error: unknown): TwilioFailureDetails {
  return error instanceof TwilioFailure ? error.details : { kind: 'no-answer', reason: 'unreadable-answer' };
}
