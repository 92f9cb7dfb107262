import { isContentSid } from '../templates/template-library.ts';
import { BODY_TOO_LONG, MAXIMUM_BODY_LENGTH } from '../messages/body-limit.ts';
import { isHttpUrl } from '../http/is-http-url.ts';
import { isPhoneAddress, isWhatsAppAddress } from '../whatsapp-address.ts';
import { TwilioError } from './twilio-error.ts';

export interface MessageRequest {
  readonly to: string;
  /** Null where a Messaging Service chooses the sender. */
  readonly from: string | null;
  readonly messagingServiceSid: string | null;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  readonly contentSid: string | null;
  readonly contentVariables: Readonly<Record<string, string>>;
  readonly statusCallback: string | null;
  /** Epoch milliseconds. */
  readonly sendAt: number | null;
}

/** Reads the form of a create call; throws the TwilioError that Twilio would answer with. */
export function messageRequest(form: URLSearchParams): MessageRequest {
  const valueOf = (name: string): string | null => form.get(name) || null;
  const to = recipient(valueOf('To'));
  const from = valueOf('From');
  const messagingServiceSid = valueOf('MessagingServiceSid');
  if (from === null && messagingServiceSid === null) {
    throw new TwilioError(21603, "A 'From' phone number is required.");
  }
  if (from !== null) checkPair(from, to);
  return {
    to,
    from: messagingServiceSid === null ? from : null,
    messagingServiceSid,
    ...content(form),
    contentVariables: contentVariables(valueOf('ContentVariables'), valueOf('ContentSid')),
    statusCallback: statusCallback(valueOf('StatusCallback')),
    sendAt: sendAt(valueOf('ScheduleType'), valueOf('SendAt'), messagingServiceSid),
  };
}

function recipient(to: string | null): string {
  if (to === null) throw new TwilioError(21604, "A 'To' phone number is required.");
  if (isWhatsAppAddress(to) || isPhoneAddress(`whatsapp:${to}`)) return to;
  throw new TwilioError(21211, `The 'To' number ${to} is not a valid phone number.`);
}

function checkPair(from: string, to: string): void {
  if (!isWhatsAppAddress(from) && !isPhoneAddress(`whatsapp:${from}`)) {
    throw new TwilioError(21212, `The 'From' number ${from} is not a valid phone number.`);
  }
  if (from.startsWith('whatsapp:') !== to.startsWith('whatsapp:')) {
    throw new TwilioError(21910, 'Invalid From and To pair. From and To should be of the same channel');
  }
  if (from === to) throw new TwilioError(63031, 'Channel message cannot have same From and To');
}

function content(form: URLSearchParams): Pick<MessageRequest, 'body' | 'mediaUrls' | 'contentSid'> {
  const body = form.get('Body') ?? '';
  const mediaUrls = form.getAll('MediaUrl').filter((url) => url !== '');
  const contentSid = form.get('ContentSid') || null;
  if (body === '' && mediaUrls.length === 0 && contentSid === null) {
    throw new TwilioError(21619, 'A text message body or media urls must be specified.');
  }
  if (body.length > MAXIMUM_BODY_LENGTH) {
    throw new TwilioError(BODY_TOO_LONG, 'The concatenated message body exceeds the 1600 character limit');
  }
  if (mediaUrls.length > 1) throw new TwilioError(21623, 'Number of media files exceeds allowed limit');
  if (mediaUrls.some((url) => !isHttpUrl(url))) throw new TwilioError(21620, 'Invalid media URL(s)');
  if (contentSid !== null && !isContentSid(contentSid)) {
    throw new TwilioError(21655, 'The ContentSid is Invalid');
  }
  return { body, mediaUrls, contentSid };
}

function contentVariables(json: string | null, contentSid: string | null): Readonly<Record<string, string>> {
  if (json === null) return {};
  if (contentSid === null) throw new TwilioError(21654, 'ContentSid Required');
  const variables = parseVariables(json);
  if (variables === undefined) throw new TwilioError(21656, 'The ContentVariables Parameter is invalid.');
  return variables;
}

function parseVariables(json: string): Readonly<Record<string, string>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && entry[1].length <= MAXIMUM_BODY_LENGTH,
    );
    return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined;
  } catch {
    return undefined;
  }
}

function statusCallback(url: string | null): string | null {
  if (url === null) return null;
  if (isHttpUrl(url) && !new URL(url).hostname.includes('_')) return url;
  throw new TwilioError(21609, `The StatusCallback URL ${url} is not a valid URL.`);
}

function sendAt(scheduleType: string | null, time: string | null, service: string | null): number | null {
  if (scheduleType === null) return null;
  if (scheduleType !== 'fixed') throw new TwilioError(35113, 'ScheduleType must be fixed');
  if (service === null) throw new TwilioError(35118, 'MessagingServiceSid is required to schedule a message');
  if (time === null) throw new TwilioError(35111, 'SendAt is required to schedule a message');
  const due = Date.parse(time);
  if (Number.isNaN(due)) throw new TwilioError(35114, 'SendAt is not a valid ISO 8601 date time');
  return due;
}
