import type { OutboundDocument, SendAttempt } from '../outbound-document.ts';
import type { TestWorld } from './test-world.ts';

/** The SID of the message with that number. */
export function sid(number: number): string {
  return `SM${String(number).padStart(32, '0')}`;
}

/** Puts a message to Ada into the outbox, as Linkline keeps it, `minutes` from now. */
export function storeMessage(
  world: TestWorld,
  id: string,
  minutes: number,
  fields: Partial<OutboundDocument>,
): void {
  world.store(`whatsapp_outbound_messages/${id}`, {
    user_id: 'ada',
    created_at: world.inMinutes(minutes),
    state: 'queued',
    next_at: null,
    check_at: null,
    reason: null,
    advice: null,
    problems: [],
    possible_duplicate: false,
    parts: 1,
    uses_fallback: false,
    attempts: [],
    message_sids: [],
    ...fields,
  } satisfies OutboundDocument);
}

export function attempt(world: TestWorld, minutes: number, fields: Partial<SendAttempt>): SendAttempt {
  return {
    started_at: world.inMinutes(minutes),
    finished_at: world.inMinutes(minutes),
    part: 0,
    content: 'own',
    outcome: null,
    reason: null,
    provider_code: null,
    message_sid: null,
    ...fields,
  };
}

/** One message of each sort: read, refused, and waiting after two attempts. */
export function storeSampleMessages(world: TestWorld): void {
  storeMessage(world, 'message-read', -9, {
    body: 'Your table is booked.',
    state: 'accepted',
    check_at: world.inMinutes(6),
    attempts: [attempt(world, -9, { outcome: 'accepted', message_sid: sid(1) })],
    message_sids: [sid(1)],
    delivery: {
      [sid(1)]: { rank: 9, read_at: world.inMinutes(-7), sent_at: world.inMinutes(-8) },
    },
  });
  storeMessage(world, 'message-refused', -6, {
    body: 'Come back to us!',
    state: 'suppressed',
    reason: 'opted-out',
    advice: 'The person has texted STOP.',
    attempts: [attempt(world, -6, { outcome: 'refused', reason: 'opted-out', provider_code: 21_610 })],
  });
  storeMessage(world, 'message-waiting', -3, {
    body: 'Your order is on its way.',
    state: 'queued',
    next_at: world.inMinutes(1.5),
    possible_duplicate: true,
    attempts: [
      attempt(world, -3, { outcome: 'unknown', reason: 'time-out' }),
      attempt(world, -1, { outcome: 'postponed', reason: 'rate-limited', provider_code: 20_429 }),
    ],
  });
}
