import type { Instant } from './clock.ts';

/** When something happened lately, oldest first: an exact sliding window of a limit, never longer than the limit itself. */
export type RecentEvents = readonly Instant[];

export function eventsWithin(events: RecentEvents, now: Instant, span: number): RecentEvents {
  return events.filter((at) => at > now - span);
}

export function isLimitReached(events: RecentEvents, now: Instant, span: number, limit: number): boolean {
  return eventsWithin(events, now, span).length >= limit;
}

export function withEvent(events: RecentEvents, now: Instant, span: number): RecentEvents {
  return [...eventsWithin(events, now, span), now];
}
