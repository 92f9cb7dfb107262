export interface MessageConfig {
  /** Tries after the first one. */
  readonly maxRetries: number;
  /** Milliseconds before the first retry; doubled for each further one. */
  readonly retryDelay: number;
  /** Milliseconds; no delay is longer, unless Twilio asks for a longer one. */
  readonly maxDelay: number;
}
