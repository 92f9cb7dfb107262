import {
  deliveryStateOf,
  type DeliveryState,
} from '../../../../functions/src/domain/messaging/delivery-status.ts';
import type { OutboundState } from '../../../../functions/src/domain/messaging/outbound-message.ts';
import type { OutboundDocument } from '../../outbound-document.ts';
import type { TickName } from '../shared/ticks.tsx';

export interface MessageProgress {
  readonly tick: TickName;
  readonly words: string;
}

const NOT_TAKEN_UP: MessageProgress = { tick: 'waiting', words: 'Queued' };

const STATES: Readonly<Record<OutboundState, MessageProgress>> = {
  queued: NOT_TAKEN_UP,
  sending: { tick: 'waiting', words: 'Being sent' },
  accepted: { tick: 'waiting', words: 'Accepted by Twilio' },
  unknown: { tick: 'waiting', words: 'Outcome unknown' },
  undelivered: { tick: 'failed', words: 'Not delivered' },
  failed: { tick: 'failed', words: 'Failed' },
  suppressed: { tick: 'failed', words: 'Suppressed' },
  expired: { tick: 'failed', words: 'Expired' },
  canceled: { tick: 'failed', words: 'Canceled' },
  dead: { tick: 'failed', words: 'Given up' },
};

const DELIVERIES: Partial<Record<DeliveryState, MessageProgress>> = {
  sent: { tick: 'sent', words: 'Sent' },
  delivered: { tick: 'delivered', words: 'Delivered' },
  read: { tick: 'read', words: 'Read' },
  canceled: STATES.canceled,
  undelivered: STATES.undelivered,
  failed: STATES.failed,
};

/** How far a message came, in WhatsApp's signs and in words. */
export function messageProgress(document: OutboundDocument): MessageProgress {
  const state = document.state ?? 'queued';
  if (state === 'accepted') return deliveryOf(document) ?? STATES.accepted;
  if (state === 'queued' && (document.attempts ?? []).length > 0)
    return { tick: 'waiting', words: 'Waiting to try again' };
  return STATES[state];
}

/** Of a message in parts, the delivery of the part that has come least far. */
function deliveryOf({
  message_sids: sids = [],
  parts = 1,
  delivery = {},
}: OutboundDocument): MessageProgress | undefined {
  // a part that was sent again has its newest SID last
  const current = sids.slice(-parts);
  const ranks = current.map((sid) => delivery[sid]?.rank ?? 0);
  const failed = ranks.map(progressOfRank).find((progress) => progress?.tick === 'failed');
  if (failed || current.length < parts) return failed;
  return progressOfRank(Math.min(...ranks));
}

function progressOfRank(rank: number): MessageProgress | undefined {
  const state = deliveryStateOf(rank);
  return state === null ? undefined : DELIVERIES[state];
}
