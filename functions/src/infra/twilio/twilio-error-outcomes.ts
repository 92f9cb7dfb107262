import { DAY, MINUTE } from '../../domain/shared/clock.ts';

/** What an error code of Twilio means for the message that met it. `retryAfter` is milliseconds. */
export type TwilioErrorOutcome =
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'postponed'; readonly reason: string; readonly retryAfter: number | null }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Codes that Twilio documents only for delivery statuses are listed too: which of them may answer a request is not documented.
 * https://www.twilio.com/docs/api/errors
 */
export const twilioErrorOutcomes: ReadonlyMap<number, TwilioErrorOutcome> = new Map([
  [11751, refused('media-too-large')],
  [14107, refused('reply-loop')],

  [20003, refused('authentication-failed')],
  [20005, refused('account-inactive')],
  [20404, refused('resource-not-found')],
  [20429, postponed('too-many-requests')],
  [20500, unknown('provider-failure')],
  [20503, unknown('provider-unavailable')],

  [21211, refused('invalid-recipient')],
  [21401, refused('invalid-recipient')],
  [21408, refused('region-not-enabled')],
  [21603, refused('sender-missing')],
  [21608, refused('recipient-not-verified')],
  [21610, refused('opted-out')],
  [21611, postponed('queue-full', MINUTE)],
  [21614, refused('invalid-recipient')],
  [21617, refused('text-too-long')],
  [21619, refused('text-missing')],
  [21620, refused('invalid-media')],
  [21654, refused('invalid-template')],
  [21655, refused('invalid-template')],
  [21656, refused('invalid-template')],
  [21658, refused('invalid-template')],
  [21701, refused('messaging-service-misconfigured')],
  [21703, refused('messaging-service-misconfigured')],
  [21705, refused('messaging-service-misconfigured')],
  [21910, refused('channel-mismatch')],

  [30001, postponed('queue-full', MINUTE)],
  [30002, refused('account-inactive')],
  [30003, refused('recipient-unreachable')],
  [30005, refused('recipient-unreachable')],
  [30006, refused('recipient-unreachable')],
  [30007, refused('content-filtered')],
  [30008, postponed('delivery-failed')],
  [30036, refused('message-expired')],
  [30410, postponed('channel-timed-out')],

  [63001, refused('sender-misconfigured')],
  [63002, refused('sender-misconfigured')],
  [63003, refused('recipient-unreachable')],
  [63005, refused('content-refused')],
  [63006, refused('content-refused')],
  [63007, refused('sender-misconfigured')],
  [63008, refused('sender-misconfigured')],
  [63009, postponed('channel-failure', MINUTE)],
  [63010, postponed('channel-failure', MINUTE)],
  [63012, postponed('channel-failure', MINUTE)],
  [63013, refused('policy-violation')],
  [63014, refused('blocked-by-recipient')],
  [63015, refused('sandbox-not-joined')],
  [63016, refused('outside-service-window')],
  [63017, postponed('rate-limited', MINUTE)],
  [63018, postponed('rate-limited', MINUTE)],
  [63019, postponed('media-not-fetched')],
  [63020, refused('sender-misconfigured')],
  [63021, refused('content-refused')],
  [63024, refused('recipient-unreachable')],
  [63027, refused('invalid-template')],
  [63028, refused('invalid-template')],
  [63030, refused('invalid-template')],
  [63031, refused('channel-mismatch')],
  [63032, refused('limited-by-channel')],
  [63033, refused('blocked-by-recipient')],
  [63034, refused('media-too-large')],
  [63038, postponed('daily-limit', DAY)],
  [63040, refused('invalid-template')],
  [63041, refused('invalid-template')],
  [63042, refused('invalid-template')],
  [63049, refused('limited-by-channel')],
  [63051, refused('sender-misconfigured')],
  [63062, refused('terms-not-accepted')],
]);

function refused(reason: string): TwilioErrorOutcome {
  return { kind: 'refused', reason };
}

function postponed(reason: string, retryAfter: number | null = null): TwilioErrorOutcome {
  return { kind: 'postponed', reason, retryAfter };
}

function unknown(reason: string): TwilioErrorOutcome {
  return { kind: 'unknown', reason };
}
