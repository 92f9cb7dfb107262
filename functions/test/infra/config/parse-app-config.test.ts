import * as fc from 'fast-check';
import { DAY } from '../../../src/domain/shared/clock.ts';
import { LANGUAGES } from '../../../src/domain/shared/language.ts';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../src/infra/config/configuration-error.ts';
import { functionUrl } from '../../../src/infra/config/function-url.ts';
import { parseAppConfig } from '../../../src/infra/config/parse-app-config.ts';
import { requiredValues } from './configuration-values.ts';

function problemsOf(
  values: Record<string, string | undefined>,
  project = 'demo-linkline',
): readonly string[] {
  try {
    parseAppConfig(values, project);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

function problemsWith(values: Record<string, string>): readonly string[] {
  return problemsOf({ ...requiredValues, ...values });
}

function configWith(values: Record<string, string>) {
  return parseAppConfig({ ...requiredValues, ...values }, 'demo-linkline');
}

const forwardValues = {
  MESSAGE_PROCESSOR: 'forward',
  FORWARD_URL: 'https://api.example.com/whatsapp',
  FORWARD_SIGNING_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
};

describe('parseAppConfig', () => {
  it('fills in the defaults', () => {
    const { keys, twilio, ...config } = configWith({});

    expect(config).toStrictEqual({
      replies: { spoken: LANGUAGES, ofCountries: new Map(), texts: {} },
      calls: { perMinute: 60, exportsPerDay: 5 },
      storeMessageBodies: true,
      retention: {
        inboundMessage: 30 * DAY,
        outboundMessage: 30 * DAY,
        event: 30 * DAY,
        commandReceipt: 7 * DAY,
        linkRequest: DAY,
        counter: 2 * DAY,
        contact: 2 * DAY,
        erasure: 365 * DAY,
      },
      maintenance: false,
      project: 'demo-linkline',
      region: 'us-central1',
      database: '(default)',
      webhookFirestoreClient: 'rest',
      messages: { maxRetries: 5, retryDelay: 5_000, maxDelay: 600_000 },
      processing: { maxRetries: 10, retryDelay: 5_000, maxDelay: 3_600_000, maxBlock: 120_000 },
      processor: { kind: 'acknowledge', text: 'Thank you, we have got your message.' },
      link: {
        productName: 'Demo',
        linkPageUrl: 'https://app.example.com/link',
        confirmation: 'on',
        allowAnonymousUsers: false,
        recentSignIn: 600_000,
        linkRequestsPerHour: 5,
        wrongCodesPerHour: 10,
        pleaseLinkRepliesPerDay: 3,
        automaticRepliesPerHour: 30,
        identityChangesPerHour: 20,
        reproofAfter: null,
      },
      publicBaseUrl: 'https://us-central1-demo-linkline.cloudfunctions.net',
      functionPrefix: '',
      enforceAppCheck: false,
      sendMessageClaim: 'whatsapp_sender',
      logLevel: 'info',
      logSamplePercent: 100,
    });
    expect(twilio).toMatchObject({
      accountSid: requiredValues.TWILIO_ACCOUNT_SID,
      sender: { kind: 'phone', value: 'whatsapp:+15550006789' },
      messagingServiceSid: null,
      apiBaseUrl: 'https://api.twilio.com',
    });
    expect(keys.linkCodeKey.reveal()).toBe(requiredValues.LINK_CODE_KEY);
    expect(keys.addressKeys.map((key) => key.reveal())).toEqual([requiredValues.ADDRESS_KEY]);
  });

  it('takes every value that is set', () => {
    const config = configWith({
      FUNCTION_DEFAULT_REGION: 'europe-west1',
      FIRESTORE_DATABASE: 'whatsapp',
      LINK_CONFIRMATION: 'off',
      ALLOW_ANONYMOUS_USERS: 'true',
      ENFORCE_APP_CHECK: 'true',
      MESSAGE_MAX_RETRIES: '0',
      MESSAGE_RETRY_DELAY_SECONDS: '2',
      LOG_LEVEL: 'debug',
      LOG_SAMPLE_PERCENT: '0',
    });

    expect(config).toMatchObject({
      region: 'europe-west1',
      database: 'whatsapp',
      link: { confirmation: 'off', allowAnonymousUsers: true },
      enforceAppCheck: true,
      messages: { maxRetries: 0, retryDelay: 2_000 },
      logLevel: 'debug',
      logSamplePercent: 0,
      publicBaseUrl: 'https://europe-west1-demo-linkline.cloudfunctions.net',
    });
  });

  it('takes what forward needs', () => {
    const { processor } = configWith({ ...forwardValues, FORWARD_EVENTS: 'message.read, link.created' });

    expect(processor).toMatchObject({
      kind: 'forward',
      url: 'https://api.example.com/whatsapp',
      timeout: 10_000,
      allowPrivateAddresses: false,
      events: new Set(['message.read', 'link.created']),
    });
    expect(processor.kind === 'forward' && processor.signingSecret.reveal()).toBe(
      forwardValues.FORWARD_SIGNING_SECRET,
    );
  });

  it('takes no events at all', () => {
    expect(configWith({ ...forwardValues, FORWARD_EVENTS: 'none' }).processor).toMatchObject({
      events: new Set(),
    });
  });

  it.each([
    ['FORWARD_URL', ''],
    ['FORWARD_URL', 'http://api.example.com/whatsapp'],
    ['FORWARD_SIGNING_SECRET', ''],
    ['FORWARD_SIGNING_SECRET', 'whsec_c2hvcnQ='],
    ['FORWARD_SIGNING_SECRET', Buffer.alloc(32).toString('base64')],
    ['FORWARD_EVENTS', 'link.created, message.lost'],
  ])('refuses forward with %s=%s', (name, value) => {
    expect(() => configWith({ ...forwardValues, [name]: value })).toThrow(name);
  });

  it('takes a messaging service in place of a sender', () => {
    const messagingServiceSid = `MG${'f'.repeat(32)}`;
    const { twilio } = configWith({ TWILIO_SENDER: '', TWILIO_MESSAGING_SERVICE_SID: messagingServiceSid });

    expect(twilio).toMatchObject({ sender: null, messagingServiceSid });
  });

  it.each([
    'first-token-0000000000 second-token-000000000',
    'first-token-0000000000,\n second-token-000000000\n',
  ])('takes two auth tokens during a rotation: %j', (tokens) => {
    const { twilio } = configWith({ TWILIO_AUTH_TOKENS: tokens });

    expect(twilio.authTokens.map((token) => token.reveal())).toStrictEqual([
      'first-token-0000000000',
      'second-token-000000000',
    ]);
  });

  it('drops the line break that a secret often ends with', () => {
    expect(configWith({ ADDRESS_KEY: `${requiredValues.ADDRESS_KEY}\n` }).keys.addressKeys[0]?.reveal()).toBe(
      requiredValues.ADDRESS_KEY,
    );
  });

  it('drops slashes at the end of a base address, so that a path can follow', () => {
    const { publicBaseUrl, twilio } = configWith({
      PUBLIC_BASE_URL: 'http://127.0.0.1:5001/demo-linkline/us-central1//',
      TWILIO_API_BASE_URL: 'https://api.dublin.ie1.twilio.com/',
    });

    expect(publicBaseUrl).toBe('http://127.0.0.1:5001/demo-linkline/us-central1');
    expect(twilio.apiBaseUrl).toBe('https://api.dublin.ie1.twilio.com');
  });

  it('knows under which name a function kit deploys a function', () => {
    const addressIn = (values: Record<string, string>) => functionUrl(configWith(values), 'twilioWebhook');
    const base = 'https://us-central1-demo-linkline.cloudfunctions.net';

    expect(addressIn({})).toBe(`${base}/twilioWebhook`);
    expect(addressIn({ FIREBASE_KIT_INSTANCE_ID: 'main' })).toBe(`${base}/kit-main-twilioWebhook`);
  });

  it('names everything that is missing in one error', () => {
    expect(() => parseAppConfig({}, '')).toThrow(ConfigurationError);
    expect(problemsOf({}, '').map((problem) => problem.split(' ')[0])).toStrictEqual([
      'GCLOUD_PROJECT',
      'TWILIO_ACCOUNT_SID',
      'LINK_PAGE_URL',
      'PRODUCT_NAME',
      'TWILIO_AUTH_TOKENS',
      'LINK_CODE_KEY',
      'ADDRESS_KEY',
      'TWILIO_SENDER',
    ]);
  });

  it.each([
    ['TWILIO_ACCOUNT_SID', 'AC123'],
    ['TWILIO_SENDER', '+15550006789'],
    ['TWILIO_SENDER', 'whatsapp:US.1349'],
    ['TWILIO_MESSAGING_SERVICE_SID', 'MG1'],
    ['TWILIO_API_BASE_URL', 'http://api.twilio.com'],
    ['TWILIO_API_BASE_URL', 'https://user:password@api.twilio.com'],
    ['TWILIO_API_BASE_URL', 'api.twilio.com'],
    ['LINK_PAGE_URL', 'javascript:alert(1)'],
    ['LINK_PAGE_URL', `https://app.example.com/${'x'.repeat(500)}`],
    ['PUBLIC_BASE_URL', 'https://example.com/?a=b'],
    ['PUBLIC_BASE_URL', 'http://127.0.0.1.example.com'],
    ['PRODUCT_NAME', 'x'.repeat(61)],
    ['FUNCTION_DEFAULT_REGION', 'Europe'],
    ['FIRESTORE_DATABASE', 'a/b'],
    ['WEBHOOK_FIRESTORE_CLIENT', 'grpc'],
    ['LINK_CONFIRMATION', 'yes'],
    ['ALLOW_ANONYMOUS_USERS', '1'],
    ['ENFORCE_APP_CHECK', 'TRUE'],
    ['RECENT_SIGN_IN_MINUTES', '0'],
    ['RECENT_SIGN_IN_MINUTES', 'ten'],
    ['LINK_REQUESTS_PER_HOUR', '-1'],
    ['WRONG_CODES_PER_HOUR', '1.5'],
    ['PLEASE_LINK_REPLIES_PER_DAY', '1e3'],
    ['AUTOMATIC_REPLIES_PER_HOUR', '1001'],
    ['MESSAGE_MAX_RETRIES', '21'],
    ['MESSAGE_RETRY_DELAY_SECONDS', '0'],
    ['MESSAGE_MAX_DELAY_SECONDS', '4'],
    ['LOG_LEVEL', 'verbose'],
    ['LOG_SAMPLE_PERCENT', '101'],
    ['TWILIO_AUTH_TOKENS', 'short'],
    ['TWILIO_AUTH_TOKENS', ', ,'],
    ['TWILIO_AUTH_TOKENS', 'long-enough-0123456789 short'],
    ['TWILIO_AUTH_TOKENS', Array.from({ length: 3 }, () => 'long-enough-0123456789').join(' ')],
    ['LINK_CODE_KEY', 'x'.repeat(31)],
    ['ADDRESS_KEY', ' '.repeat(40)],
    ['ADDRESS_KEY', requiredValues.LINK_CODE_KEY],
  ])('refuses %s=%j and nothing else', (name, value) => {
    const problems = problemsWith({ [name]: value });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} `));
  });

  it('never repeats a value in its message', () => {
    const texts = fc.stringMatching(/^[!-~]{8,40}$/);
    const names = fc.constantFrom(...Object.keys(requiredValues), 'PUBLIC_BASE_URL', 'LOG_LEVEL');
    fc.assert(
      fc.property(fc.dictionary(names, texts), (values) => {
        const message = problemsWith(values).join('\n');

        for (const text of Object.values(values)) expect(message).not.toContain(text);
      }),
    );
  });

  it('puts every problem on a line of the message', () => {
    expect(() => configWith({ LOG_LEVEL: 'loud', LINK_CONFIRMATION: 'maybe' })).toThrow(
      /LINK_CONFIRMATION.*\n- LOG_LEVEL/,
    );
  });
});
