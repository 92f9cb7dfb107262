export interface KnownMessages {
  /** Those of `stored` that the inbox has, and those of `answered` that a receipt was left for: one read for each. */
  find(messageSids: {
    readonly stored: readonly string[];
    readonly answered: readonly string[];
  }): Promise<ReadonlySet<string>>;
}
