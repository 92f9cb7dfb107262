/** All delays are milliseconds. */
export interface ProcessingConfig {
  /** Tries after the first one; then a message or event is dead, until somebody redrives it. */
  readonly maxRetries: number;
  readonly retryDelay: number;
  readonly maxDelay: number;
  /** How long a message that cannot be processed keeps the later ones of its user waiting. */
  readonly maxBlock: number;
}
