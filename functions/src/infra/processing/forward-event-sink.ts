import type { EventHandover, ProductEvent, ProductEventSink } from '../../domain/messaging/product-event.ts';
import type { ForwardConfig } from '../config/processor-config.ts';
import type { ForwardEndpoint, WebhookPayload } from './forward-endpoint.ts';

interface ForwardEventSinkOptions {
  readonly endpoint: ForwardEndpoint;
  readonly events: ForwardConfig['events'];
}

/** Hands events over to the product's endpoint; one that is switched off counts as delivered. */
export class ForwardEventSink implements ProductEventSink {
  readonly #endpoint: ForwardEndpoint;
  readonly #events: ForwardConfig['events'];

  constructor({ endpoint, events }: ForwardEventSinkOptions) {
    this.#endpoint = endpoint;
    this.#events = events;
  }

  async deliver(event: ProductEvent): Promise<EventHandover> {
    if (!this.#events.has(event.type)) return { kind: 'delivered' };
    const result = await this.#endpoint.handOver(
      { operation: 'event', id: event.id, payload: eventPayload(event), logFields: { event_id: event.id } },
      () => true,
    );
    return result.kind === 'failed' ? result : { kind: 'delivered' };
  }
}

function eventPayload({ type, userId, occurredAt, messageId, reason }: ProductEvent): WebhookPayload {
  return {
    type,
    timestamp: new Date(occurredAt).toISOString(),
    data: {
      user_id: userId,
      ...(messageId !== null && { message_id: messageId }),
      ...(reason !== null && { reason }),
    },
  };
}
