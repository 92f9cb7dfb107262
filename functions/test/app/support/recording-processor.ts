import type { StoredInboundMessage } from '../../../src/domain/messaging/inbound-message-repository.ts';
import type { MessageProcessor, ProcessingOutcome } from '../../../src/domain/messaging/message-processor.ts';
import type {
  EventHandover,
  ProductEvent,
  ProductEventSink,
} from '../../../src/domain/messaging/product-event.ts';

/** A product that takes everything, unless a test says otherwise. */
export class RecordingProcessor implements MessageProcessor, ProductEventSink {
  readonly messages: StoredInboundMessage[] = [];
  readonly events: ProductEvent[] = [];
  onMessage: (message: StoredInboundMessage) => Promise<ProcessingOutcome> = async () => ({
    kind: 'processed',
    replies: [],
  });
  onEvent: (event: ProductEvent) => Promise<EventHandover> = async () => ({ kind: 'delivered' });

  process(message: StoredInboundMessage): Promise<ProcessingOutcome> {
    this.messages.push(message);
    return this.onMessage(message);
  }

  deliver(event: ProductEvent): Promise<EventHandover> {
    this.events.push(event);
    return this.onEvent(event);
  }
}
