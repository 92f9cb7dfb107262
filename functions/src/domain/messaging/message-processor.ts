import type { NewReply } from './new-reply.ts';
import type { StoredInboundMessage } from './inbound-message-repository.ts';

/**
 * What came of processing a message once. `failed` is tried again unless `isFinal`; `reason` is a constant in kebab-case, `retryAfter`
 * milliseconds.
 */
export type ProcessingOutcome =
  | { readonly kind: 'processed'; readonly replies: readonly NewReply[] }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly retryAfter: number | null;
      readonly isFinal: boolean;
    };

/**
 * What the product does with a linked user's message. A message may come more than once (after a crash, or when the answer was lost):
 * its `messageSid` tells. The replies of the first run that is stored count.
 */
export interface MessageProcessor {
  process(message: StoredInboundMessage): Promise<ProcessingOutcome>;
}
