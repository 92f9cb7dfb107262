import { expect, it } from 'vitest';
import type { OutboundDocument, SendAttempt } from '../../outbound-document.ts';
import { messageProgress } from './message-progress.ts';

const written = { user_id: 'ada', body: 'Hello' };
const failedAttempt: SendAttempt = {
  started_at: '2026-05-04T09:41:00Z',
  finished_at: null,
  part: 0,
  content: 'own',
  outcome: 'postponed',
  reason: null,
  provider_code: null,
  message_sid: null,
};

function delivered(parts: number, ...ranks: readonly (number | undefined)[]): Partial<OutboundDocument> {
  const known = ranks.flatMap((rank, index) =>
    rank === undefined ? [] : [[`SM${index}`, { rank }] as const],
  );
  return {
    state: 'accepted',
    parts,
    message_sids: ranks.map((_rank, index) => `SM${index}`),
    delivery: Object.fromEntries(known),
  };
}

it.each<[string, Partial<OutboundDocument>, string, string]>([
  ['has just been written', {}, 'waiting', 'Queued'],
  ['waits', { state: 'queued', attempts: [] }, 'waiting', 'Queued'],
  ['waits again', { state: 'queued', attempts: [failedAttempt] }, 'waiting', 'Waiting to try again'],
  ['is on its way', { state: 'sending' }, 'waiting', 'Being sent'],
  ['got no answer', { state: 'unknown' }, 'waiting', 'Outcome unknown'],
  ['was accepted', { state: 'accepted' }, 'waiting', 'Accepted by Twilio'],
  ['is queued at Twilio', delivered(1, 2), 'waiting', 'Accepted by Twilio'],
  ['was sent', delivered(1, 4), 'sent', 'Sent'],
  ['was delivered', delivered(1, 8), 'delivered', 'Delivered'],
  ['was read', delivered(1, 9), 'read', 'Read'],
  ['was refused late', delivered(1, 7), 'failed', 'Failed'],
  ['has its last part on the way', delivered(2, 9, 4), 'sent', 'Sent'],
  ['has a part without news', delivered(2, 9, undefined), 'waiting', 'Accepted by Twilio'],
  ['has a part not sent yet', delivered(2, 9), 'waiting', 'Accepted by Twilio'],
  ['has a part that failed', delivered(2, 6, 9), 'failed', 'Not delivered'],
  ['was sent again, as the fallback', delivered(1, 7, 9), 'read', 'Read'],
  ['was refused', { state: 'failed' }, 'failed', 'Failed'],
  ['was not delivered', { state: 'undelivered' }, 'failed', 'Not delivered'],
  ['was held back', { state: 'suppressed' }, 'failed', 'Suppressed'],
  ['came too late', { state: 'expired' }, 'failed', 'Expired'],
  ['was called off', { state: 'canceled' }, 'failed', 'Canceled'],
  ['was tried too often', { state: 'dead' }, 'failed', 'Given up'],
])('a message that %s', (_what, fields, tick, words) => {
  expect(messageProgress({ ...written, ...fields })).toEqual({ tick, words });
});
