import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { localIdentity } from '../../local/world/local-identity.ts';
import type { ServedRequest } from '../served/first-answer.ts';
import type { BenchWorld } from './bench-world.ts';

const { accountSid, sender } = localIdentity;

/** What Twilio posts for a text. */
export function inboundForm(from: string, body: string): URLSearchParams {
  const messageSid = `SM${randomBytes(16).toString('hex')}`;
  return new URLSearchParams({
    MessageSid: messageSid,
    SmsMessageSid: messageSid,
    SmsSid: messageSid,
    SmsStatus: 'received',
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    MessageType: 'text',
    Body: body,
    From: from,
    To: sender,
    WaId: from.replace('whatsapp:+', ''),
    ProfileName: 'Ada',
    NumMedia: '0',
    NumSegments: '1',
    ReferralNumMedia: '0',
  });
}

/** What Twilio posts when a message has reached the phone. */
export function deliveredForm(messageSid: string, to: string): URLSearchParams {
  return new URLSearchParams({
    MessageSid: messageSid,
    SmsSid: messageSid,
    MessageStatus: 'delivered',
    SmsStatus: 'delivered',
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    From: sender,
    To: to,
    ChannelPrefix: 'whatsapp',
  });
}

/** Signed as Twilio signs, for the function's public address. */
export function signedRequest(
  { publicBaseUrl }: Pick<BenchWorld, 'publicBaseUrl'>,
  { functionName, form, query = '' }: { functionName: string; form: URLSearchParams; query?: string },
): ServedRequest {
  const url = `${publicBaseUrl}/${functionName}${query}`;
  const parameters = Object.fromEntries(form);
  return {
    method: 'POST',
    query,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'user-agent': 'TwilioProxy/1.1',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(localIdentity.authToken, url, parameters),
    },
    body: form.toString(),
  };
}
