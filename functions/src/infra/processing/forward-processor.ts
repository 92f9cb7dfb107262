import type { StoredInboundMessage } from '../../domain/messaging/inbound-message-repository.ts';
import type { MessageProcessor, ProcessingOutcome } from '../../domain/messaging/message-processor.ts';
import type { ForwardEndpoint } from './forward-endpoint.ts';
import { messagePayload } from './message-payload.ts';
import { readProductReplies } from './product-replies.ts';

/** Hands messages over to the product's endpoint, whose answer may carry replies. */
export class ForwardProcessor implements MessageProcessor {
  readonly #endpoint: ForwardEndpoint;

  constructor({ endpoint }: { readonly endpoint: ForwardEndpoint }) {
    this.#endpoint = endpoint;
  }

  async process(stored: StoredInboundMessage): Promise<ProcessingOutcome> {
    const { messageSid } = stored.message;
    const result = await this.#endpoint.handOver(
      {
        operation: 'message',
        id: messageSid,
        payload: messagePayload(stored),
        logFields: { message_sid: messageSid },
      },
      readProductReplies,
    );
    return result.kind === 'failed' ? result : { kind: 'processed', replies: result.content };
  }
}
