import type { Instant } from '../shared/clock.ts';

/**
 * What Twilio says becomes of a message, in the order in which later news outweighs earlier: the highest one heard is the truth, however
 * often and in whatever order reports come. A delivery outweighs a failure.
 * https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
 */
export const DELIVERY_STATES = [
  'accepted',
  'scheduled',
  'queued',
  'sending',
  'sent',
  'canceled',
  'undelivered',
  'failed',
  'delivered',
  'read',
] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What is known of one message of Twilio's. */
export interface Delivery {
  readonly messageSid: string;
  readonly state: DeliveryState;
  readonly providerCode: number | null;
}

export interface DeliveryReport extends Delivery {
  /** Our id of the message, from the address that Twilio was told to report to. */
  readonly messageId: string;
  readonly reportedAt: Instant;
}

export function isDeliveryState(text: string): text is DeliveryState {
  return DELIVERY_STATES.some((state) => state === text);
}

export function deliveryRank(state: DeliveryState): number {
  return DELIVERY_STATES.indexOf(state);
}

/** Null for a rank that no state has. */
export function deliveryStateOf(rank: number): DeliveryState | null {
  return DELIVERY_STATES[rank] ?? null;
}

export function hasArrived(state: DeliveryState): boolean {
  return state === 'delivered' || state === 'read';
}

export function hasFailed(state: DeliveryState): boolean {
  return state === 'undelivered' || state === 'failed' || state === 'canceled';
}

export interface DeliveryReports {
  /** Joins the report with what is known, without reading it first. `unknown-message` where the outbox has no such message. */
  record(report: DeliveryReport): Promise<'recorded' | 'unknown-message'>;
}
