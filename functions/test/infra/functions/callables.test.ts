import functionsTest from 'firebase-functions-test';
import { getFirestore } from 'firebase-admin/firestore';
import type { CallableFunction, CallableRequest } from 'firebase-functions/https';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LocalAuth } from '../../../../local/auth/local-auth.ts';
import { EmbeddedFirestore } from '../../../../local/firestore/embedded-firestore.ts';
import { cancelLink } from '../../../src/infra/functions/cancel-link.ts';
import { confirmLink } from '../../../src/infra/functions/confirm-link.ts';
import { sendMessage } from '../../../src/infra/functions/send-message.ts';
import { startLink } from '../../../src/infra/functions/start-link.ts';
import { unlink } from '../../../src/infra/functions/unlink.ts';
import { replaceEnvironment } from '../../../src/infra/environment.ts';
import { parameterValues, PROJECT } from '../../support/test-configuration.ts';

const offline = functionsTest();
const nowInSeconds = Math.floor(Date.now() / 1000);
const ada = {
  uid: 'ada',
  rawToken: '',
  token: { email: 'ada@example.com', email_verified: true, auth_time: nowInSeconds },
};
const lines: string[] = [];

let firestore: EmbeddedFirestore;
let auth: LocalAuth;

beforeAll(async () => {
  firestore = await EmbeddedFirestore.start();
  auth = await LocalAuth.start({ project: PROJECT, clock: { now: Date.now } });
  ada.rawToken = auth.signIn('ada').idToken;
  Object.assign(process.env, parameterValues, {
    GCLOUD_PROJECT: PROJECT,
    FIREBASE_CONFIG: JSON.stringify({ projectId: PROJECT }),
    FIRESTORE_EMULATOR_HOST: `${firestore.host}:${firestore.port}`,
    FIREBASE_AUTH_EMULATOR_HOST: auth.address,
    METADATA_SERVER_DETECTION: 'none',
  });
  replaceEnvironment({ logOutput: (line) => lines.push(line) });
});

beforeEach(() => firestore.clear());

afterAll(async () => {
  offline.cleanup();
  await Promise.all([firestore.stop(), auth.stop()]);
});

type Callable =
  | typeof startLink
  | typeof confirmLink
  | typeof cancelLink
  | typeof unlink
  | typeof sendMessage;

/** Calls a function as firebase-functions does once it has read the tokens. */
async function call(callable: Callable, data: unknown, auth: typeof ada | null = ada): Promise<unknown> {
  // the five differ in their answers only; the test library wants whole decoded tokens, of which the functions read what is given
  const wrapped = offline.wrap(callable as CallableFunction<unknown, unknown>);
  return wrapped({ data, ...(auth && { auth }) } as CallableRequest);
}

describe('callables', () => {
  it('give an app all it needs to start a link', async () => {
    expect(await call(startLink, {})).toEqual({
      requestId: expect.stringMatching(/^[\w-]{22}$/) as string,
      code: expect.stringMatching(/^LINK [0-9A-Z]{4}-[0-9A-Z]{4}$/) as string,
      deepLink: expect.stringMatching(
        /^https:\/\/wa\.me\/15550006789\?text=LINK%20[0-9A-Z]{4}-[0-9A-Z]{4}$/,
      ) as string,
      qrCode: expect.stringMatching(/^<svg /) as string,
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    });
  });

  it.each([
    ['startLink', startLink, {}],
    ['confirmLink', confirmLink, { requestId: 'A'.repeat(22), confirmationNumber: '123456' }],
    ['cancelLink', cancelLink, { requestId: 'A'.repeat(22) }],
    ['unlink', unlink, {}],
    ['sendMessage', sendMessage, { id: 'order-0001', userId: 'ada', body: 'Hello!' }],
  ] as const)('%s wants a signed-in user', async (_, callable, data) => {
    await expect(call(callable, data, null)).rejects.toMatchObject({
      code: 'unauthenticated',
      details: { code: 'signed-out' },
    });
    expect(firestore.documents()).toEqual([]);
  });

  it('name each field that is missing or malformed, without repeating it', async () => {
    const failure = call(confirmLink, {
      requestId: '+15551110001',
      confirmationNumber: 'twelve',
    });
    await expect(failure).rejects.toMatchObject({
      code: 'invalid-argument',
      details: {
        code: 'invalid-input',
        problems: [
          { field: 'requestId', message: 'is not the requestId that startLink answered' },
          { field: 'confirmationNumber', message: 'is not the six digits that WhatsApp shows' },
        ],
      },
    });
  });

  it('answer broken rules with their stable code', async () => {
    await expect(
      call(confirmLink, {
        requestId: 'A'.repeat(22),
        confirmationNumber: '123 456',
      }),
    ).rejects.toMatchObject({ code: 'not-found', details: { code: 'link-code-invalid' } });
    expect(await call(unlink, null)).toEqual({ unlinked: false });
  });

  it('say when the next request is allowed', async () => {
    for (let count = 0; count < 5; count += 1) await call(startLink, {});
    await expect(call(startLink, {})).rejects.toMatchObject({
      code: 'resource-exhausted',
      details: {
        code: 'too-many-link-requests',
        retryAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      },
    });
  });

  it('tell nobody what went wrong inside, and the operator once', async () => {
    await getFirestore().doc('whatsapp_links/ada').set({ linked: 'broken by hand +15551110001' });
    lines.length = 0;
    await expect(call(startLink, {})).rejects.toMatchObject({
      code: 'internal',
      message: 'Something went wrong. Try again.',
    });
    const errors = lines
      .map((line) => JSON.parse(line) as { severity: string })
      .filter(({ severity }) => severity === 'ERROR');
    expect(lines.join()).not.toContain('15551110001');
    expect(errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining('callable-failed') as string }),
    ]);
  });
});

describe('sendMessage', () => {
  const message = { id: 'order-0001', userId: 'grace', body: 'Hello!' };
  const template = { contentSid: `HX${'1'.repeat(32)}` };
  const sender = { ...ada, token: { ...ada.token, whatsapp_sender: true } };
  const outbox = () => firestore.documents('whatsapp_outbound_messages');

  it('adds a message to the outbox, once', async () => {
    const expiresAt = '2030-01-01T01:00:00+01:00';
    expect(await call(sendMessage, { ...message, expiresAt }, sender)).toEqual({
      id: message.id,
      alreadySubmitted: false,
    });
    expect(await call(sendMessage, { ...message, body: 'Again!' }, sender)).toEqual({
      id: message.id,
      alreadySubmitted: true,
    });
    expect(outbox()).toMatchObject([
      {
        path: 'whatsapp_outbound_messages/order-0001',
        data: {
          user_id: 'grace',
          body: 'Hello!',
          expires_at: '2030-01-01T00:00:00.000Z',
          state: 'queued',
          step: 0,
        },
      },
    ]);
  });

  it.each([undefined, false, 'true'])('wants the custom claim of senders, not %j', async (claim) => {
    const auth = { ...ada, token: { ...ada.token, whatsapp_sender: claim } };
    await expect(call(sendMessage, message, auth)).rejects.toMatchObject({
      code: 'permission-denied',
      details: { code: 'claim-missing' },
    });
    expect(outbox()).toEqual([]);
  });

  it.each<{ change: Record<string, unknown>; fields: readonly string[] }>([
    { change: { id: 'short' }, fields: ['id'] },
    { change: { id: 'an order', userId: 'a/b', mediaUrl: 'http://a' }, fields: ['id', 'userId', 'mediaUrl'] },
    { change: { body: undefined }, fields: ['body'] },
    { change: { template }, fields: ['body'] },
    { change: { template, body: undefined, fallbackTemplate: template }, fields: ['template'] },
    { change: { expiresAt: 'tomorrow' }, fields: ['expiresAt'] },
    { change: { userId: '+1/5551110001' }, fields: ['userId'] },
  ])('names each field that is wrong: $fields', async ({ change, fields }) => {
    const failure: unknown = await call(sendMessage, { ...message, ...change }, sender).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      code: 'invalid-argument',
      details: { problems: fields.map((field) => ({ field })) },
    });
    expect(JSON.stringify(failure)).not.toContain('5551110001');
    expect(outbox()).toEqual([]);
  });
});
