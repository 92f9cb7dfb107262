import { hasArrived } from '../../domain/messaging/delivery-status.ts';
import type { OutboundMessage } from '../../domain/messaging/outbound-message.ts';
import type { Instant } from '../../domain/shared/clock.ts';

/**
 * What happens next to a message by itself: the next try, the end of the lease (somebody is sending it now), a look into Twilio's log,
 * a question to Twilio what became of it.
 */
export interface NextStep {
  readonly kind: 'try' | 'lease-end' | 'look' | 'check';
  readonly at: Instant;
}

const kinds = { queued: 'try', sending: 'lease-end', unknown: 'look' } as const;

/** Null where only an operator or a status report changes it any more. */
export function nextStepOf({ state, nextAt, checkAt, deliveries }: OutboundMessage): NextStep | null {
  if (state === 'queued' || state === 'sending' || state === 'unknown') {
    return nextAt === null ? null : { kind: kinds[state], at: nextAt };
  }
  const isOver = deliveries.length > 0 && deliveries.every((delivery) => hasArrived(delivery.state));
  return checkAt === null || isOver ? null : { kind: 'check', at: checkAt };
}
