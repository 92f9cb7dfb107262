import { DAY, MINUTE, SECOND } from '../../domain/shared/clock.ts';
import type { AppConfig } from './app-config.ts';
import { ConfigurationError } from './configuration-error.ts';
import { type Configuration, configurationSchema } from './configuration-schema.ts';
import { functionPrefixOf } from './function-url.ts';
import { parameters } from './parameters.ts';
import type { RetentionConfig } from './retention-config.ts';
import { processorConfigOf, processorConflictsIn } from './processor-values.ts';

type Texts = Readonly<Record<string, string | undefined>>;

const defaults: Texts = Object.fromEntries(
  Object.values(parameters).map(({ name, options: { default: value } }) => [
    name,
    typeof value === 'object' ? undefined : value?.toString(),
  ]),
);

/** Reads parameters and secrets by name; a blank text counts as absent. Throws one `ConfigurationError` with every problem. */
export function parseAppConfig(values: Texts, project: string): AppConfig {
  const texts = withDefaults({ ...values, GCLOUD_PROJECT: project });
  const result = configurationSchema.safeParse(texts);
  const issues = result.error?.issues ?? [];
  const problems = [
    ...issues.map(({ path, message }) => `${path.join('.')} ${message}`),
    ...conflictsIn(texts),
  ];
  if (!result.success || problems.length > 0) throw new ConfigurationError(problems);
  return appConfigOf(result.data);
}

function withDefaults(values: Texts): Texts {
  const names = Object.keys(configurationSchema.shape);
  return Object.fromEntries(names.map((name) => [name, values[name]?.trim() || defaults[name]]));
}

/** What is wrong between values: told together with what is wrong with each of them. */
function conflictsIn(texts: Texts): readonly string[] {
  const conflicts: string[] = [];
  if (!texts['TWILIO_SENDER'] && !texts['TWILIO_MESSAGING_SERVICE_SID']) {
    conflicts.push('TWILIO_SENDER and TWILIO_MESSAGING_SERVICE_SID are both missing: set one of them.');
  }
  const addressKeys = texts['ADDRESS_KEY']?.split(/[\s,]+/) ?? [];
  if (texts['LINK_CODE_KEY'] !== undefined && addressKeys.includes(texts['LINK_CODE_KEY'])) {
    conflicts.push('ADDRESS_KEY is the same as LINK_CODE_KEY: make a key of its own for each.');
  }
  if (Number(texts['MESSAGE_MAX_DELAY_SECONDS']) < Number(texts['MESSAGE_RETRY_DELAY_SECONDS'])) {
    conflicts.push('MESSAGE_MAX_DELAY_SECONDS is less than MESSAGE_RETRY_DELAY_SECONDS: raise it.');
  }
  if (Number(texts['PROCESSING_MAX_DELAY_SECONDS']) < Number(texts['PROCESSING_RETRY_DELAY_SECONDS'])) {
    conflicts.push('PROCESSING_MAX_DELAY_SECONDS is less than PROCESSING_RETRY_DELAY_SECONDS: raise it.');
  }
  return [...conflicts, ...processorConflictsIn(texts)];
}

function appConfigOf(values: Configuration): AppConfig {
  const project = values.GCLOUD_PROJECT;
  const region = values.FUNCTION_DEFAULT_REGION;
  return {
    project,
    region,
    database: values.FIRESTORE_DATABASE,
    webhookFirestoreClient: values.WEBHOOK_FIRESTORE_CLIENT,
    twilio: {
      accountSid: values.TWILIO_ACCOUNT_SID,
      authTokens: values.TWILIO_AUTH_TOKENS,
      sender: values.TWILIO_SENDER,
      messagingServiceSid: values.TWILIO_MESSAGING_SERVICE_SID,
      apiBaseUrl: values.TWILIO_API_BASE_URL,
    },
    messages: {
      maxRetries: values.MESSAGE_MAX_RETRIES,
      retryDelay: values.MESSAGE_RETRY_DELAY_SECONDS * SECOND,
      maxDelay: values.MESSAGE_MAX_DELAY_SECONDS * SECOND,
    },
    processing: {
      maxRetries: values.PROCESSING_MAX_RETRIES,
      retryDelay: values.PROCESSING_RETRY_DELAY_SECONDS * SECOND,
      maxDelay: values.PROCESSING_MAX_DELAY_SECONDS * SECOND,
      maxBlock: values.PROCESSING_MAX_BLOCK_SECONDS * SECOND,
    },
    processor: processorConfigOf(values),
    link: {
      productName: values.PRODUCT_NAME,
      linkPageUrl: values.LINK_PAGE_URL,
      confirmation: values.LINK_CONFIRMATION,
      allowAnonymousUsers: values.ALLOW_ANONYMOUS_USERS,
      recentSignIn: values.RECENT_SIGN_IN_MINUTES * MINUTE,
      linkRequestsPerHour: values.LINK_REQUESTS_PER_HOUR,
      wrongCodesPerHour: values.WRONG_CODES_PER_HOUR,
      pleaseLinkRepliesPerDay: values.PLEASE_LINK_REPLIES_PER_DAY,
      automaticRepliesPerHour: values.AUTOMATIC_REPLIES_PER_HOUR,
      identityChangesPerHour: values.IDENTITY_CHANGES_PER_HOUR,
      reproofAfter: values.REPROOF_AFTER_DAYS === 0 ? null : values.REPROOF_AFTER_DAYS * DAY,
    },
    replies: { ...values.REPLY_LANGUAGES, texts: values.REPLY_TEXTS },
    calls: { perMinute: values.CALLS_PER_MINUTE, exportsPerDay: values.EXPORTS_PER_DAY },
    storeMessageBodies: values.STORE_MESSAGE_BODIES,
    retention: retentionOf(values),
    maintenance: values.MAINTENANCE,
    publicBaseUrl: values.PUBLIC_BASE_URL || `https://${region}-${project}.cloudfunctions.net`,
    functionPrefix: functionPrefixOf(values.FIREBASE_KIT_INSTANCE_ID),
    enforceAppCheck: values.ENFORCE_APP_CHECK,
    sendMessageClaim: values.SEND_MESSAGE_CLAIM,
    logLevel: values.LOG_LEVEL,
    logSamplePercent: values.LOG_SAMPLE_PERCENT,
    keys: { linkCodeKey: values.LINK_CODE_KEY, addressKeys: values.ADDRESS_KEY },
  };
}

type RetentionParameter = Extract<keyof Configuration, `RETENTION_${string}`>;

export function retentionOf(values: Pick<Configuration, RetentionParameter>): RetentionConfig {
  return {
    inboundMessage: values.RETENTION_INBOUND_DAYS * DAY,
    outboundMessage: values.RETENTION_OUTBOUND_DAYS * DAY,
    event: values.RETENTION_EVENT_DAYS * DAY,
    commandReceipt: values.RETENTION_RECEIPT_DAYS * DAY,
    linkRequest: values.RETENTION_REQUEST_DAYS * DAY,
    counter: values.RETENTION_COUNTER_DAYS * DAY,
    contact: values.RETENTION_CONTACT_DAYS * DAY,
    erasure: values.RETENTION_ERASURE_DAYS * DAY,
  };
}
