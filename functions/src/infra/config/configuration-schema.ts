import { z } from 'zod';
import { parseWhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import { logLevels } from '../logging/log-level.ts';
import { eventTypes } from './processor-values.ts';
import { replyLanguages, replyTexts } from './reply-values.ts';
import { Secret } from './secret.ts';

const MISSING = 'is missing: set it in functions/.env.<project>.';
const SECRET_MISSING = 'is missing: set it with `firebase functions:secrets:set` and deploy again.';
const SHORTEST_TOKEN = 16;
const SHORTEST_KEY = 32;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const text = (form: RegExp, problem: string) => z.string(MISSING).regex(form, problem);

const count = (least: number, most: number) => {
  const problem = `is not a whole number from ${least} to ${most}: correct it in functions/.env.<project>.`;
  return z
    .string(MISSING)
    .regex(/^\d{1,9}$/, problem)
    .transform(Number)
    .refine((value) => value >= least && value <= most, problem);
};

const flag = () =>
  z.enum(['true', 'false'], 'is neither true nor false.').transform((value) => value === 'true');

/** Nothing secret or personal travels unencrypted, except inside one machine. */
function isWebAddress(value: string): boolean {
  const url = URL.parse(value);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
}

const webAddress = (isAllowed = isWebAddress) =>
  z.string(MISSING).refine(isAllowed, 'is not a whole https:// address without a password.');

const baseAddress = (isAllowed = isWebAddress) =>
  webAddress(isAllowed)
    .refine((value) => !/[?#]/.test(value), 'has a query or a fragment: give the address without it.')
    .transform((value) => value.replace(/\/+$/, ''));

const key = () =>
  z
    .string(SECRET_MISSING)
    .min(SHORTEST_KEY, `is shorter than ${SHORTEST_KEY} characters: make one with \`openssl rand -hex 32\`.`)
    .transform((value) => new Secret(value));

/** One key, and behind it each that `admin rekey` has added since. */
const keys = () =>
  z
    .string(SECRET_MISSING)
    .transform((value) => value.split(/[\s,]+/).filter((part) => part !== ''))
    .refine(
      (parts) => parts.length > 0 && parts.every(({ length }) => length >= SHORTEST_KEY),
      `holds a key of less than ${SHORTEST_KEY} characters: make one with \`openssl rand -hex 32\`.`,
    )
    .refine((parts) => new Set(parts).size === parts.length, 'holds the same key twice.')
    .transform((parts) => parts.map((part) => new Secret(part)));

/** An empty token would accept forged signatures: https://www.twilio.com/docs/usage/security */
const authTokens = () =>
  z
    .string(SECRET_MISSING)
    .transform((value) => value.split(/[\s,]+/).filter((token) => token !== ''))
    .refine(({ length }) => length === 1 || length === 2, 'holds neither one auth token nor two.')
    .refine(
      (tokens) => tokens.every(({ length }) => length >= SHORTEST_TOKEN),
      `holds a token of less than ${SHORTEST_TOKEN} characters: copy it whole from the Twilio console.`,
    )
    .transform((tokens) => tokens.map((token) => new Secret(token)));

/** Texts as the environment holds them, trimmed, with defaults filled in; every message continues "<NAME> …". */
export const configurationSchema = z.object({
  GCLOUD_PROJECT: z.string('is missing: the platform sets it, and so must whatever else runs the functions.'),
  FIREBASE_KIT_INSTANCE_ID: z.string().optional(),
  TWILIO_ACCOUNT_SID: text(/^AC[0-9a-fA-F]{32}$/, 'is not "AC" and 32 hexadecimal digits.'),
  TWILIO_SENDER: text(/^(whatsapp:\+[1-9]\d{6,14})?$/, 'is not "whatsapp:+" and an E.164 number.').transform(
    (value) => (value === '' ? null : parseWhatsAppAddress(value)),
  ),
  TWILIO_MESSAGING_SERVICE_SID: text(
    /^(MG[0-9a-fA-F]{32})?$/,
    'is not "MG" and 32 hexadecimal digits.',
  ).transform((value) => (value === '' ? null : value)),
  TWILIO_API_BASE_URL: baseAddress(),
  LINK_PAGE_URL: webAddress().max(500, 'is longer than 500 characters.'),
  PRODUCT_NAME: z.string(MISSING).max(60, 'is longer than 60 characters.'),
  REPLY_LANGUAGES: replyLanguages(),
  REPLY_TEXTS: replyTexts(),
  FUNCTION_DEFAULT_REGION: text(/^[a-z]+-[a-z]+\d+$/, 'is not a region such as europe-west1.'),
  FIRESTORE_DATABASE: text(/^(\(default\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$/, 'is not the id of a database.'),
  WEBHOOK_FIRESTORE_CLIENT: z.enum(['rest', 'sdk'], 'is neither rest nor sdk.'),
  PUBLIC_BASE_URL: baseAddress((value) => value === '' || isWebAddress(value)),
  LINK_CONFIRMATION: z.enum(['on', 'off'], 'is neither on nor off.'),
  ALLOW_ANONYMOUS_USERS: flag(),
  ENFORCE_APP_CHECK: flag(),
  RECENT_SIGN_IN_MINUTES: count(1, 1_440),
  LINK_REQUESTS_PER_HOUR: count(1, 1_000),
  WRONG_CODES_PER_HOUR: count(1, 1_000),
  PLEASE_LINK_REPLIES_PER_DAY: count(0, 1_000),
  AUTOMATIC_REPLIES_PER_HOUR: count(1, 1_000),
  CALLS_PER_MINUTE: count(1, 100_000),
  EXPORTS_PER_DAY: count(1, 1_000),
  IDENTITY_CHANGES_PER_HOUR: count(1, 100_000),
  REPROOF_AFTER_DAYS: count(0, 3_650),
  STORE_MESSAGE_BODIES: flag(),
  RETENTION_INBOUND_DAYS: count(7, 3_650),
  RETENTION_OUTBOUND_DAYS: count(7, 3_650),
  RETENTION_EVENT_DAYS: count(7, 3_650),
  RETENTION_RECEIPT_DAYS: count(7, 365),
  RETENTION_REQUEST_DAYS: count(1, 30),
  RETENTION_COUNTER_DAYS: count(2, 30),
  RETENTION_CONTACT_DAYS: count(2, 365),
  RETENTION_ERASURE_DAYS: count(1, 3_650),
  MAINTENANCE: flag(),
  MESSAGE_MAX_RETRIES: count(0, 20),
  MESSAGE_RETRY_DELAY_SECONDS: count(1, 3_600),
  MESSAGE_MAX_DELAY_SECONDS: count(1, 86_400),
  MESSAGE_PROCESSOR: z.enum(['acknowledge', 'forward'], 'is neither acknowledge nor forward.'),
  ACKNOWLEDGE_TEXT: z.string(MISSING).max(1_600, 'is longer than 1,600 characters.'),
  FORWARD_URL: webAddress((value) => value === '' || isWebAddress(value)),
  FORWARD_EVENTS: eventTypes(),
  FORWARD_TIMEOUT_SECONDS: count(1, 30),
  FORWARD_ALLOW_PRIVATE_ADDRESSES: flag(),
  PROCESSING_MAX_RETRIES: count(0, 50),
  PROCESSING_RETRY_DELAY_SECONDS: count(1, 3_600),
  PROCESSING_MAX_DELAY_SECONDS: count(1, 86_400),
  PROCESSING_MAX_BLOCK_SECONDS: count(0, 3_600),
  SEND_MESSAGE_CLAIM: text(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'is not the name of a custom claim.'),
  LOG_LEVEL: z.enum(logLevels, `is none of ${logLevels.join(', ')}.`),
  LOG_SAMPLE_PERCENT: count(0, 100),
  TWILIO_AUTH_TOKENS: authTokens(),
  LINK_CODE_KEY: key(),
  ADDRESS_KEY: keys(),
  FORWARD_SIGNING_SECRET: z.string().optional(),
});

export type Configuration = z.output<typeof configurationSchema>;
