import type { Evidence } from './evidence.ts';

const LEASED = new Set(['sending', 'processing']);

/** Nobody holds a lease any more, be it of a user's line or of a message. */
export function noStuckLease({ documents, now }: Evidence): readonly string[] {
  const lanes = Array.from(documents.lanes, ([userId, { lease_until: until }]) =>
    until !== null && Date.parse(until) > now ? [`the inbound lane of ${userId} is leased`] : [],
  ).flat();
  const messages = [...documents.outbound, ...documents.inbound].flatMap(([id, { state }]) =>
    LEASED.has(state) ? [`${id} is leased as ${state}`] : [],
  );
  return [...lanes, ...messages];
}
