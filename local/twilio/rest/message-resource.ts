import type { StoredMessage } from '../messages/stored-message.ts';

export const API_VERSION = '2010-04-01';

/** The path of an account's messages, without `.json`. */
export const messagesPath = (accountSid: string): string => `/${API_VERSION}/Accounts/${accountSid}/Messages`;

/** A message as Twilio's REST API shows it: https://www.twilio.com/docs/messaging/api/message-resource */
export function messageResource(message: StoredMessage, accountSid: string): Record<string, unknown> {
  const uri = `${messagesPath(accountSid)}/${message.sid}`;
  const isPending = message.status === 'accepted' || message.status === 'scheduled';
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: directionOf(message),
    error_code: message.errorCode,
    error_message: null,
    from: isPending ? null : message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.mediaUrls.length),
    num_segments: isPending ? '0' : '1',
    price: null,
    price_unit: null,
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}

function directionOf({ origin }: StoredMessage): string {
  if (origin === 'phone') return 'inbound';
  return origin === 'api' ? 'outbound-api' : 'outbound-reply';
}

/** Twilio's form of a date. */
export const rfc2822 = (time: number): string => new Date(time).toUTCString().replace('GMT', '+0000');
