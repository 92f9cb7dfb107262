import type { PhoneMessage } from '../../page-protocol.ts';
import type { TickName } from '../shared/ticks.tsx';

const TICKS: Readonly<Record<string, TickName>> = {
  sent: 'sent',
  delivered: 'delivered',
  received: 'delivered',
  read: 'read',
  failed: 'failed',
  undelivered: 'failed',
};

/** How far a message came, in WhatsApp's signs; whatever Twilio has not sent yet waits. */
export function tickOf({ status }: Pick<PhoneMessage, 'status'>): TickName {
  return TICKS[status] ?? 'waiting';
}
