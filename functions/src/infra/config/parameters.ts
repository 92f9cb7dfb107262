import { defineBoolean, defineInt, defineSecret, defineString, select } from 'firebase-functions/params';
import { replyParameters } from './reply-parameters.ts';
import { retentionParameters } from './retention-parameters.ts';

function text(validationRegex: RegExp, validationErrorMessage: string, example?: string) {
  return { text: { validationRegex, validationErrorMessage, ...(example && { example }) } };
}

const URL_OR_EMPTY = /^(https?:\/\/\S+)?$/;
const ADDRESS_OF_THE_PAGE = text(
  /^https?:\/\/\S+$/,
  'Enter a whole https:// address.',
  'https://app.example.com/link',
);

/**
 * What a deployment sets in `functions/.env.<project>`; the Firebase CLI asks for what has no default. No name may be one that the
 * platform reserves (FUNCTION_REGION is): https://firebase.google.com/docs/functions/config-env
 */
export const parameters = {
  twilioAccountSid: defineString('TWILIO_ACCOUNT_SID', {
    description: 'Account SID of the Twilio account or subaccount, from the Twilio console.',
    input: text(/^AC[0-9a-fA-F]{32}$/, 'An account SID is "AC" and 32 hexadecimal digits.'),
  }),
  twilioSender: defineString('TWILIO_SENDER', {
    default: '',
    description: 'WhatsApp sender. Needed for deep links and, without a messaging service, for sending.',
    input: text(
      /^(whatsapp:\+[1-9]\d{6,14})?$/,
      'Enter "whatsapp:+" and the number.',
      'whatsapp:+14155238886',
    ),
  }),
  twilioMessagingServiceSid: defineString('TWILIO_MESSAGING_SERVICE_SID', {
    default: '',
    description: 'Messaging service to send through, in place of the sender or besides it.',
    input: text(/^(MG[0-9a-fA-F]{32})?$/, 'A messaging service SID is "MG" and 32 hexadecimal digits.'),
  }),
  twilioApiBaseUrl: defineString('TWILIO_API_BASE_URL', {
    default: 'https://api.twilio.com',
    description: 'Twilio REST API: change it for a region such as https://api.dublin.ie1.twilio.com.',
    input: text(/^https?:\/\/\S+$/, 'Enter a whole https:// address.'),
  }),
  linkPageUrl: defineString('LINK_PAGE_URL', {
    description: 'Page of your app on which a user links WhatsApp. It is sent to people who are not linked.',
    input: ADDRESS_OF_THE_PAGE,
  }),
  productName: defineString('PRODUCT_NAME', {
    description: 'Name of your product, as WhatsApp messages say it.',
    input: text(/\S/, 'Enter a name.'),
  }),
  ...replyParameters,
  region: defineString('FUNCTION_DEFAULT_REGION', {
    default: 'us-central1',
    description: 'Region of all functions. Choose the one of your Firestore database.',
    input: text(/^[a-z]+-[a-z]+\d+$/, 'Enter a region such as europe-west1.'),
  }),
  firestoreDatabase: defineString('FIRESTORE_DATABASE', {
    default: '(default)',
    description: 'Firestore database that holds the links and messages.',
    input: text(/^(\(default\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$/, 'Enter "(default)" or the id of a database.'),
  }),
  webhookFirestoreClient: defineString('WEBHOOK_FIRESTORE_CLIENT', {
    default: 'rest',
    description:
      'Client of Firestore for what Twilio calls. rest: starts sooner, takes less CPU and memory. sdk: the Firestore SDK.',
    input: select(['rest', 'sdk']),
  }),
  publicBaseUrl: defineString('PUBLIC_BASE_URL', {
    default: '',
    description: 'Address under which Twilio reaches the functions, if it is not their own one.',
    input: text(URL_OR_EMPTY, 'Enter a whole https:// address, or nothing.'),
  }),
  linkConfirmation: defineString('LINK_CONFIRMATION', {
    default: 'on',
    description:
      'on: the user enters the six digits that the chat shows. off: the code alone links, which is less safe.',
    input: select(['on', 'off']),
  }),
  allowAnonymousUsers: defineBoolean('ALLOW_ANONYMOUS_USERS', {
    default: false,
    description: 'Whether users who signed in anonymously may link a number.',
  }),
  enforceAppCheck: defineBoolean('ENFORCE_APP_CHECK', {
    default: false,
    description: 'Whether callables refuse requests without a valid App Check token.',
  }),
  recentSignInMinutes: defineInt('RECENT_SIGN_IN_MINUTES', {
    default: 10,
    description: 'How recent a sign-in must be to move an existing link.',
  }),
  linkRequestsPerHour: defineInt('LINK_REQUESTS_PER_HOUR', {
    default: 5,
    description: 'Link requests a user may start in an hour.',
  }),
  wrongCodesPerHour: defineInt('WRONG_CODES_PER_HOUR', {
    default: 10,
    description: 'Wrong codes an address may send in an hour.',
  }),
  pleaseLinkRepliesPerDay: defineInt('PLEASE_LINK_REPLIES_PER_DAY', {
    default: 3,
    description: 'How often a day an address that is not linked is told how to link.',
  }),
  automaticRepliesPerHour: defineInt('AUTOMATIC_REPLIES_PER_HOUR', {
    default: 30,
    description: 'Automatic replies an address gets in an hour, so that two bots do not talk for ever.',
  }),
  callsPerMinute: defineInt('CALLS_PER_MINUTE', {
    default: 60,
    description: 'Calls of one callable that an instance takes from one user in a minute.',
  }),
  exportsPerDay: defineInt('EXPORTS_PER_DAY', {
    default: 5,
    description: 'How often a day a user may export what is held on them.',
  }),
  identityChangesPerHour: defineInt('IDENTITY_CHANGES_PER_HOUR', {
    default: 20,
    description: 'Numbers in an hour that may have changed hands; if more have, suspending them stops.',
  }),
  reproofAfterDays: defineInt('REPROOF_AFTER_DAYS', {
    default: 0,
    description: 'Days without a word after which a link must be made anew. 0: never.',
  }),
  messageMaxRetries: defineInt('MESSAGE_MAX_RETRIES', {
    default: 5,
    description: 'Tries to send a message after the first one.',
  }),
  messageRetryDelaySeconds: defineInt('MESSAGE_RETRY_DELAY_SECONDS', {
    default: 5,
    description: 'Wait before the first retry; it doubles with each further one.',
  }),
  messageMaxDelaySeconds: defineInt('MESSAGE_MAX_DELAY_SECONDS', {
    default: 600,
    description: 'The longest wait between two tries.',
  }),
  senderMessagesPerSecond: defineInt('SENDER_MESSAGES_PER_SECOND', {
    default: 80,
    description: 'What Twilio allows the WhatsApp sender; no more than that is sent.',
  }),
  messageProcessor: defineString('MESSAGE_PROCESSOR', {
    default: 'acknowledge',
    description: "forward: linked users' messages go to FORWARD_URL. acknowledge: they get a fixed answer.",
    input: select(['acknowledge', 'forward']),
  }),
  acknowledgeText: defineString('ACKNOWLEDGE_TEXT', {
    default: 'Thank you, we have got your message.',
    description: 'The answer of acknowledge.',
    input: text(/\S/, 'Enter a text.'),
  }),
  forwardUrl: defineString('FORWARD_URL', {
    default: '',
    description: 'Where forward posts messages and events, signed by the Standard Webhooks specification.',
    input: text(
      URL_OR_EMPTY,
      'Enter a whole https:// address, or nothing.',
      'https://api.example.com/whatsapp',
    ),
  }),
  forwardEvents: defineString('FORWARD_EVENTS', {
    default: 'link.created,link.removed,link.suspended,contact.opted_out,contact.opted_in,message.failed',
    description: 'Events that forward posts besides messages. Each costs a Firestore write or two.',
    input: text(/^[a-z_.,\s]*$/, 'Enter names of events with commas between them, or nothing.'),
  }),
  forwardTimeoutSeconds: defineInt('FORWARD_TIMEOUT_SECONDS', {
    default: 10,
    description: 'How long FORWARD_URL may take to answer.',
  }),
  forwardAllowPrivateAddresses: defineBoolean('FORWARD_ALLOW_PRIVATE_ADDRESSES', {
    default: false,
    description: 'Whether FORWARD_URL may lead into a private network.',
  }),
  processingMaxRetries: defineInt('PROCESSING_MAX_RETRIES', {
    default: 10,
    description: 'Tries to process a message or hand over an event after the first one; then it is dead.',
  }),
  processingRetryDelaySeconds: defineInt('PROCESSING_RETRY_DELAY_SECONDS', {
    default: 5,
    description: 'Wait before the first of these retries; it doubles with each further one.',
  }),
  processingMaxDelaySeconds: defineInt('PROCESSING_MAX_DELAY_SECONDS', {
    default: 3600,
    description: 'The longest wait between two of these tries.',
  }),
  processingMaxBlockSeconds: defineInt('PROCESSING_MAX_BLOCK_SECONDS', {
    default: 120,
    description: "How long a message that cannot be processed keeps its user's later ones waiting.",
  }),
  sendMessageClaim: defineString('SEND_MESSAGE_CLAIM', {
    default: 'whatsapp_sender',
    description: 'Custom claim that a caller of sendMessage must have.',
    input: text(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'Enter the name of a custom claim.'),
  }),
  ...retentionParameters,
  maintenance: defineBoolean('MAINTENANCE', {
    default: false,
    description: 'true: nothing is received, sent or changed. For `admin rekey`.',
  }),
  minInstances: defineInt('MIN_INSTANCES', {
    default: 0,
    description: 'Webhook instances kept warm. 1 removes most cold starts and is billed while idle.',
  }),
  maxInstances: defineInt('MAX_INSTANCES', {
    default: 20,
    description:
      'The most instances of each function, of 80 requests at a time: the bound of what a flood costs.',
  }),
  logLevel: defineString('LOG_LEVEL', {
    default: 'info',
    description: 'The least severe log lines that are written.',
    input: select(['debug', 'info', 'warn', 'error']),
  }),
  logSamplePercent: defineInt('LOG_SAMPLE_PERCENT', {
    default: 100,
    description: 'How many of a hundred traces have their debug and info lines written; others do not.',
  }),
} as const;

/** Set with `firebase functions:secrets:set <NAME>`; a function reads those that its `secrets` option lists. */
export const secretParameters = {
  twilioAuthTokens: defineSecret('TWILIO_AUTH_TOKENS', {
    description: 'Auth token of the Twilio account; during a rotation both, the one to send with first.',
  }),
  linkCodeKey: defineSecret('LINK_CODE_KEY', {
    description: 'Key of link codes and confirmation numbers: 32 random characters or more.',
  }),
  forwardSigningSecret: defineSecret('FORWARD_SIGNING_SECRET', {
    description:
      'Signs what forward posts: "whsec_" and 24 to 64 random bytes in base64. Not used by acknowledge.',
  }),
  addressKey: defineSecret('ADDRESS_KEY', {
    description:
      'Key under which WhatsApp addresses are stored: 32 random characters or more; after `admin rekey`, all keys in their order.',
  }),
} as const;
