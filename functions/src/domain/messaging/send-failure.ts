/**
 * What an error of the provider means for the message that met it, whether it answered our call or came with a delivery status.
 * `refused`: never as it is. `postponed`: worth another try. `unknown`: nobody knows whether it was taken. `sender-unusable`: our
 * configuration or account is at fault, so no other message would fare better and sending pauses.
 */
export interface SendFailure {
  readonly kind: 'refused' | 'postponed' | 'unknown' | 'sender-unusable';
  /** A constant in kebab-case. */
  readonly reason: string;
  /** What an operator should know and do, in plain words. */
  readonly advice: string;
  /** Milliseconds that the next try must wait at least. */
  readonly retryAfter: number | null;
  /** Tries after the first one, where fewer make sense than the configuration allows. */
  readonly mostRetries: number | null;
  /** What the error tells about the person. */
  readonly concerns: 'opted-out' | 'unreachable' | 'service-window' | null;
}

/** What each error code of the provider means. */
export interface SendFailures {
  /** Null and codes that nobody knows are `refused`, for a human to look at. */
  of(providerCode: number | null): SendFailure;
}
