import type { SendFailure } from '../../domain/messaging/send-failure.ts';
import { DAY, MINUTE } from '../../domain/shared/clock.ts';

type Codes = readonly number[];
type Details = Partial<Pick<SendFailure, 'retryAfter' | 'mostRetries' | 'concerns'>>;
type Row = readonly [codes: Codes, failure: SendFailure];

/** The code alone decides, so codes that Twilio documents for delivery statuses only stand beside those that answer a request. */
const rows: readonly Row[] = [
  senderUnusable(
    [20003],
    'authentication-failed',
    'Twilio does not accept the account SID and auth token, or they may not send. Set the current primary token as the first of TWILIO_AUTH_TOKENS.',
  ),
  senderUnusable(
    [20005, 30002],
    'account-inactive',
    'The Twilio account is suspended or closed. Look at its balance and notices in the Twilio Console, then ask Twilio support.',
  ),
  refused(
    [20404],
    'resource-not-found',
    'Twilio does not know something that the message names. Check the account SID and the content SID of the template.',
  ),
  postponed(
    [20429],
    'too-many-requests',
    'Too many requests ran at the same time; Twilio has not taken this one. It is tried again.',
  ),
  unknown(
    [20503],
    'provider-unavailable',
    'Twilio was not available, so the message may have gone out or not. It is looked for before it is sent again.',
  ),
  unknown(
    [20500],
    'provider-failure',
    'Twilio failed while it handled the request, so the message may have gone out or not. It is looked for before it is sent again.',
  ),
  refused(
    [14107],
    'reply-loop',
    'More than 15 replies went back and forth within 30 seconds: two machines talk to each other. Find out what answers automatically.',
  ),
  postponed(
    [21611, 30001],
    'queue-full',
    "The sender's queue at Twilio is full. The message is tried again; send more slowly if this goes on.",
    { retryAfter: MINUTE },
  ),
  postponed(
    [63038],
    'daily-limit',
    'The account has sent all it may send in a day. The message waits for a day; upgrade a trial account or ask Twilio for a higher limit.',
    { retryAfter: DAY },
  ),

  senderUnusable(
    [21603],
    'sender-missing',
    'The request named no sender. Set TWILIO_SENDER or TWILIO_MESSAGING_SERVICE_SID.',
  ),
  senderUnusable(
    [21701, 21703, 21705],
    'messaging-service-misconfigured',
    'The messaging service does not exist or has no usable sender. Check TWILIO_MESSAGING_SERVICE_SID and the sender pool of the service.',
  ),
  senderUnusable(
    [63001, 63002, 63007, 63008],
    'sender-misconfigured',
    'The sender is not set up for WhatsApp in this account. Check TWILIO_SENDER and the state of the WhatsApp sender in the Twilio Console.',
  ),
  senderUnusable(
    [63020, 63051],
    'sender-misconfigured',
    'Meta has locked or restricted the WhatsApp business account. Look at its notices, payment and invitations in the Meta Business Manager.',
  ),
  refused(
    [21910, 63031],
    'channel-mismatch',
    'Sender and recipient are on different channels, or are the same. Both must be WhatsApp addresses and differ.',
  ),

  refused(
    [21211, 21401, 21614],
    'invalid-recipient',
    'The address is not one that can be reached. The person must link the right number again.',
  ),
  refused(
    [21408],
    'region-not-enabled',
    "The account may not send to the recipient's country. Enable the country in the geographic permissions of the Twilio Console.",
  ),
  refused(
    [21608],
    'recipient-not-verified',
    'A trial account sends to verified numbers only. Verify the number in the Twilio Console or upgrade the account.',
  ),
  refused(
    [21610],
    'opted-out',
    'The person has opted out. Nothing may be sent until the person texts START.',
    { concerns: 'opted-out' },
  ),
  refused(
    [63014],
    'blocked-by-recipient',
    'The person has blocked the sender in WhatsApp. Nothing may be sent until the person unblocks it and texts START.',
    { concerns: 'opted-out' },
  ),
  refused(
    [63033],
    'blocked-by-recipient',
    'WhatsApp does not let the person receive this message. There is nothing to repair; use another channel.',
  ),
  refused(
    [30003, 30005, 63003, 63024],
    'recipient-unreachable',
    'The person cannot be reached on WhatsApp: no account, an outdated app or terms not accepted. Use another channel.',
    { concerns: 'unreachable' },
  ),
  refused(
    [30006],
    'recipient-unreachable',
    'The number is a landline, or its carrier cannot be reached. Use another channel.',
  ),
  refused(
    [63015],
    'sandbox-not-joined',
    'The Twilio sandbox reaches only people who have joined it within three days. Let the tester text "join" and the code words of the sandbox.',
  ),
  refused(
    [63016],
    'outside-service-window',
    'More than 24 hours have passed since the person last wrote, so WhatsApp takes approved templates only. Send a template, or wait for a message.',
    { concerns: 'service-window' },
  ),

  refused([21617], 'text-too-long', 'The text is longer than 1600 characters. Shorten it.'),
  refused([21619], 'text-missing', 'The message is empty. Give it a text, a medium or a template.'),
  refused(
    [21620],
    'invalid-media',
    'The address of the medium is not valid. Give an https address that anybody can read.',
  ),
  refused(
    [11751, 63034],
    'media-too-large',
    'The medium is too large: WhatsApp takes images up to 5 MB and others up to 16 MB. Send a smaller one.',
  ),
  postponed(
    [63019],
    'media-not-fetched',
    'The medium could not be downloaded; it is tried once more. Check that its address can be read by anybody and says the right content type.',
    { mostRetries: 1 },
  ),
  refused(
    [21654, 21655, 21656, 21658, 63027, 63028, 63030],
    'invalid-template',
    'The template does not exist in this language, or its variables do not fit. Compare its content SID and variables with the template in the Twilio Console.',
  ),
  refused(
    [63040, 63041, 63042],
    'invalid-template',
    'WhatsApp has rejected, paused or disabled the template. Look at its state and quality in the Twilio Console and use another template until then.',
  ),
  refused(
    [63005, 63006, 63021],
    'content-refused',
    'WhatsApp does not take this content. Check the type of the medium, the length of the text and the variables of the template.',
  ),
  refused(
    [30007],
    'content-filtered',
    'The message was filtered as unwanted. Review what it says and to whom it is sent.',
  ),
  refused(
    [63013],
    'policy-violation',
    "The message breaks WhatsApp's policy. Review its content and the person's consent before more is sent: repeated violations cost the sender.",
  ),
  refused(
    [63062],
    'terms-not-accepted',
    'The terms of the Marketing Messages API have not been accepted. Accept them in the WhatsApp Manager, under Alerts.',
  ),

  postponed(
    [30008],
    'delivery-failed',
    'The message was not delivered and nobody says why. It is tried once more.',
    { retryAfter: MINUTE, mostRetries: 1 },
  ),
  refused(
    [30036],
    'message-expired',
    'The message was not delivered in time. Send a new one if it still matters.',
  ),
  postponed(
    [30410],
    'channel-timed-out',
    'WhatsApp did not answer Twilio in time. The message is tried again.',
    { retryAfter: MINUTE, mostRetries: 3 },
  ),
  postponed(
    [63009, 63010, 63012],
    'channel-failure',
    'WhatsApp or its connection at Twilio failed. The message is tried again; if it goes on, look at the status pages of Twilio and Meta.',
    { retryAfter: MINUTE, mostRetries: 3 },
  ),
  postponed(
    [63017, 63018],
    'rate-limited',
    'More was sent to this person or through this sender than WhatsApp allows. The message is tried again; send more slowly if this goes on.',
    { retryAfter: MINUTE },
  ),
  refused(
    [63032, 63049],
    'limited-by-channel',
    'Meta chose not to deliver this message to this person. Sending it again soon does not help and may lower the quality of the sender.',
  ),
];

/** What the error codes of Twilio mean: https://www.twilio.com/docs/api/errors */
export const twilioErrorOutcomes: ReadonlyMap<number, SendFailure> = new Map(
  rows.flatMap(([codes, failure]) => codes.map((code) => [code, failure] as const)),
);

function refused(codes: Codes, reason: string, advice: string, details?: Details): Row {
  return row(codes, 'refused', reason, advice, details);
}

function postponed(codes: Codes, reason: string, advice: string, details?: Details): Row {
  return row(codes, 'postponed', reason, advice, details);
}

function unknown(codes: Codes, reason: string, advice: string): Row {
  return row(codes, 'unknown', reason, advice);
}

function senderUnusable(codes: Codes, reason: string, advice: string): Row {
  return row(codes, 'sender-unusable', reason, advice);
}

function row(
  codes: Codes,
  kind: SendFailure['kind'],
  reason: string,
  advice: string,
  details?: Details,
): Row {
  return [codes, { kind, reason, advice, retryAfter: null, mostRetries: null, concerns: null, ...details }];
}
