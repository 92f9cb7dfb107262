import type { MessageProcessor, ProcessingOutcome, StoredInboundMessage } from '@linkline/functions/lib';
import type { Orders } from './orders.ts';

interface OrderStatusProcessorOptions {
  readonly orders: Orders;
  /** What processes every other message. */
  readonly next: MessageProcessor;
}

const ORDER = /\border\s+#?(\d{1,12})\b/i;

/** Answers "where is order 4711?" with what is known of that order of the user. */
export class OrderStatusProcessor implements MessageProcessor {
  readonly #options: OrderStatusProcessorOptions;

  constructor(options: OrderStatusProcessorOptions) {
    this.#options = options;
  }

  /** An error that `orders` throws is left to Linkline, which tries again later. */
  async process(message: StoredInboundMessage): Promise<ProcessingOutcome> {
    const { orders, next } = this.#options;
    const number = ORDER.exec(message.message.body ?? '')?.[1];
    if (number === undefined) return next.process(message);
    const state = await orders.stateOf(number, message.userId);
    const body = state === null ? `You have no order ${number}.` : `Order ${number} is ${state}.`;
    const content = { kind: 'text', body, mediaUrl: null } as const;
    return { kind: 'processed', replies: [{ content, fallbackTemplate: null }] };
  }
}
