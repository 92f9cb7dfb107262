import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { Webhook } from 'standardwebhooks';

const TOLERANCE_SECONDS = 5 * 60;

/**
 * What `Webhook.verify` does, which reads only the machine's clock: here `now`, in milliseconds, may be the local world's, which can be
 * moved ahead. A backend of your own calls `verify`.
 */
export function isGenuineWebhook(
  { secret, now }: { readonly secret: string; readonly now: number },
  headers: IncomingHttpHeaders,
  body: string,
): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers;
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string') return false;
  const sentAt = Number(timestamp);
  if (!(Math.abs(Math.floor(now / 1_000) - sentAt) <= TOLERANCE_SECONDS)) return false;
  const expected = Buffer.from(new Webhook(secret).sign(id, new Date(sentAt * 1_000), body));
  return signature.split(' ').some((candidate) => {
    const given = Buffer.from(candidate);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
