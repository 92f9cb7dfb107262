import { MINUTE, type Instant } from '../../../functions/src/domain/shared/clock.ts';
import type { Evidence } from './evidence.ts';

const FINAL = new Set([
  'accepted',
  'undelivered',
  'failed',
  'suppressed',
  'expired',
  'canceled',
  'dead',
  'processed',
  'delivered',
]);
/** A sweep comes every five minutes, and needs one to have its work done. */
const LATEST = 10 * MINUTE;

/** Each message and event is at its end, or carries the time by which the sweep finds it, which is not long past. */
export function finalOrScheduled({ documents, now }: Evidence): readonly string[] {
  const all = [...documents.outbound, ...documents.inbound, ...documents.events];
  const open = all.filter(([, { state }]) => !FINAL.has(state));
  const checks = Array.from(documents.outbound, ([id, { check_at, parts_check_at }]) =>
    [check_at, parts_check_at].flatMap((at) =>
      isLate(at, now) ? [`nobody asked what became of ${id}`] : [],
    ),
  ).flat();
  return [
    ...open.flatMap(([id, { state, next_at: at }]) => {
      if (at === null) return [`${id} is ${state} and nobody will look at it`];
      return isLate(at, now) ? [`${id} is ${state} and nobody looked at it when it was due`] : [];
    }),
    ...checks,
  ];
}

function isLate(at: string | null, now: Instant): boolean {
  return at !== null && Date.parse(at) + LATEST < now;
}
