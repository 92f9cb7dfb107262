import type { ProductEventType } from '../../domain/messaging/product-event.ts';
import type { Secret } from './secret.ts';

/** What becomes of linked users' messages. */
export type ProcessorConfig = { readonly kind: 'acknowledge'; readonly text: string } | ForwardConfig;

export interface ForwardConfig {
  readonly kind: 'forward';
  readonly url: string;
  /** `whsec_` and base64, as the Standard Webhooks specification writes it. */
  readonly signingSecret: Secret;
  /** Milliseconds that the endpoint may take to answer in full. */
  readonly timeout: number;
  readonly allowPrivateAddresses: boolean;
  readonly events: ReadonlySet<ProductEventType>;
}
