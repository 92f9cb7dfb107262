import type { Instant } from '../shared/clock.ts';

export const PRODUCT_EVENT_TYPES = [
  'link.created',
  'link.removed',
  'link.suspended',
  'contact.opted_out',
  'contact.opted_in',
  'message.delivered',
  'message.read',
  'message.failed',
] as const;

export type ProductEventType = (typeof PRODUCT_EVENT_TYPES)[number];

/** Something the product may want to know. Its id is the same however often the event is handed over. */
export interface ProductEvent {
  readonly id: string;
  readonly type: ProductEventType;
  readonly userId: string;
  readonly occurredAt: Instant;
  /** Of the events `message.*`: our id of the outbound message. */
  readonly messageId: string | null;
  /** Of `message.failed`: why, as a constant in kebab-case. */
  readonly reason: string | null;
}

export type EventHandover =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly retryAfter: number | null;
      readonly isFinal: boolean;
    };

/** Takes events to the product. An event may come more than once. */
export interface ProductEventSink {
  deliver(event: ProductEvent): Promise<EventHandover>;
}
