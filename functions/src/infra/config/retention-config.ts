/** How long documents of each collection are kept after they stop mattering, in milliseconds. */
export interface RetentionConfig {
  readonly inboundMessage: number;
  readonly outboundMessage: number;
  readonly event: number;
  readonly commandReceipt: number;
  readonly linkRequest: number;
  readonly counter: number;
  readonly contact: number;
  readonly erasure: number;
}
