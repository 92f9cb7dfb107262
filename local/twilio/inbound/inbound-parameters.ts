import { createHmac } from 'node:crypto';

import { z } from 'zod';

import type { FormParameters } from '../http/form-parameters.ts';
import { InvalidRequestError } from '../invalid-request-error.ts';
import { isPhoneAddress, isWhatsAppAddress } from '../whatsapp-address.ts';

const PROFILE_NAMES = ['Ana', 'Ben', 'Chiara', 'Dev', 'Emma', 'Farid', 'Grace', 'Hugo', 'Ines', 'Jonas'];

const givenParameters = z.looseObject(
  {
    From: z.string('From must name the phone that writes, such as whatsapp:+15550100001').min(1),
    Body: z.string('Body must be the text of the message; it may be empty'),
  },
  'The parameters must be a JSON object',
);
const parameterValues = z.record(
  z.string(),
  z.union([z.string(), z.array(z.string()), z.null()], 'must be a text, a list of texts, or null'),
);

/** Twilio parameters: a list repeats one, null leaves a default out. */
export type GivenParameters = Readonly<Record<string, string | readonly string[] | null>>;

export interface InboundAccount {
  readonly accountSid: string;
  readonly sender: string;
  readonly messagingServiceSid: string | null;
}

/** Throws InvalidRequestError where From or Body is missing or a value is no text. */
export function parseGivenParameters(input: unknown): GivenParameters {
  const required = givenParameters.safeParse(input);
  if (!required.success) throw new InvalidRequestError(z.prettifyError(required.error));
  const values = parameterValues.safeParse(input);
  if (!values.success) throw new InvalidRequestError(z.prettifyError(values.error));
  return values.data;
}

/** The whole parameter set of a WhatsApp message: https://www.twilio.com/docs/messaging/guides/webhook-request */
export function inboundParameters(
  given: GivenParameters,
  account: InboundAccount,
  messageSid: string,
): FormParameters {
  const complete = new Map<string, string | readonly string[] | null>([
    ...defaults(given, account, messageSid),
    ...Object.entries(given),
  ]);
  return [...complete].flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : (value ?? [])).map((text) => [name, text] as const),
  );
}

export function externalUserIdOf(from: string, accountSid: string): string {
  if (isWhatsAppAddress(from) && !isPhoneAddress(from)) return from;
  const digest = createHmac('sha256', accountSid).update(from).digest();
  return `whatsapp:US.${digest.readBigUInt64BE()}`;
}

function defaults(
  given: GivenParameters,
  { accountSid, sender, messagingServiceSid }: InboundAccount,
  messageSid: string,
): [string, string][] {
  const from = text(given, 'From');
  const waId = text(given, 'WaId') || (isPhoneAddress(from) ? from.replace('whatsapp:+', '') : '');
  const profileName = text(given, 'ProfileName') || profileNameOf(from);
  const context = { ProfileName: profileName, WaId: waId };
  return [
    ['SmsMessageSid', messageSid],
    ['NumMedia', '0'],
    ['ProfileName', profileName],
    ['MessageType', messageType(given)],
    ['SmsSid', messageSid],
    ['WaId', waId],
    ['SmsStatus', 'received'],
    ['Body', ''],
    ['To', sender],
    ...(messagingServiceSid === null
      ? []
      : [['MessagingServiceSid', messagingServiceSid] as [string, string]]),
    ['NumSegments', '1'],
    ['ReferralNumMedia', text(given, 'ReferralMediaUrl') === '' ? '0' : '1'],
    ['MessageSid', messageSid],
    ['AccountSid', accountSid],
    ['ChannelMetadata', JSON.stringify({ type: 'whatsapp', data: { context } })],
    ['From', from],
    ['ExternalUserId', externalUserIdOf(from, accountSid)],
    ['ApiVersion', '2010-04-01'],
  ];
}

function messageType(given: GivenParameters): string {
  if (text(given, 'Latitude') !== '') return 'location';
  if (text(given, 'ButtonPayload') !== '') return 'button';
  if (text(given, 'InteractiveData') !== '' || text(given, 'ListId') !== '') return 'interactive';
  const contentType = text(given, 'MediaContentType0');
  if (/^text\/(x-)?vcard$/u.test(contentType)) return 'contacts';
  const kind = /^(image|audio|video)\//u.exec(contentType)?.[1];
  if (kind !== undefined) return kind;
  return Number(text(given, 'NumMedia')) > 0 ? 'document' : 'text';
}

function profileNameOf(from: string): string {
  const digits = Number(from.replaceAll(/\D/gu, '').slice(-4));
  return PROFILE_NAMES[digits % PROFILE_NAMES.length] ?? '';
}

function text(given: GivenParameters, name: string): string {
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  return typeof value === 'string' ? value : '';
}
