import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { EmbeddedFirestore } from '../../../local/firestore/embedded-firestore.ts';
import { buildFunctions, functionsDirectory } from '../../../scripts/build-functions.ts';
import { deployManifest } from '../../../scripts/deploy-manifest.ts';
import { functionEntry } from '../../../scripts/function-entry.ts';
import { ACCOUNT_SID, AUTH_TOKEN, parameterValues, PROJECT, SENDER } from '../support/test-configuration.ts';
import { modulesLoadedFor } from './bundle-modules.ts';
import { ServedFunction } from './served-function.ts';

const NOT_FOR_A_WEBHOOK =
  /node_modules\/(@google-cloud\/firestore|twilio|standardwebhooks)\/|processing\/(forward|product-connection)/;

let directory: string;
let bundle: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'linkline-bundle-'));
  const packageFile = await readFile(join(functionsDirectory, 'package.json'), 'utf8');
  const { main } = z.object({ main: z.string() }).parse(JSON.parse(packageFile));
  bundle = join(directory, main);
  await buildFunctions(bundle);
  await copyFile(join(functionsDirectory, 'package.json'), join(directory, 'package.json'));
}, 60_000);

afterAll(() => rm(directory, { recursive: true }));

test('the bundle deploys what the source says', async () => {
  const source = join(functionsDirectory, 'src', 'index.ts');
  expect(await deployManifest(bundle)).toBe(await deployManifest(source));
});

describe('what a process loads', () => {
  const adapters = (modules: readonly string[]) =>
    modules.filter((path) =>
      /^src\/infra\/functions\/(on-|send-|start-|confirm-|process-|sweep-|backfill-|deliver-|twilio-webhook)/.test(
        path,
      ),
    );

  test('without a target: every function, and none of the packages that load lazily', async () => {
    const modules = await modulesLoadedFor('', bundle);
    expect(adapters(modules).map((path) => path.replace(/^.*\/|\.ts$/g, ''))).toEqual(
      expect.arrayContaining(['start-link', 'on-user-mapping-created', 'twilio-webhook']),
    );
    expect(
      modules.filter((path) => /node_modules\/(twilio|winston|@google-cloud\/logging)/.test(path)),
    ).toEqual([]);
  });

  test('with a target: that function alone, and for a webhook neither clients nor what forwards messages', async () => {
    const modules = await modulesLoadedFor('twilioWebhook', bundle);
    expect(adapters(modules)).toEqual(['src/infra/functions/twilio-webhook.ts']);
    expect(modules.filter((path) => NOT_FOR_A_WEBHOOK.test(path))).toEqual([]);
  });

  test('index.ts may export functions and nothing else', () => {
    expect(() => functionEntry("export * from './a.ts';")).toThrow(/nothing but lines such as/);
    expect(() => functionEntry("export { a } from './a.ts';\nstart();")).toThrow(/start\(\);/);
  });
});

describe('the served bundle', () => {
  const url = `https://us-central1-${PROJECT}.cloudfunctions.net/twilioWebhook`;
  const message = {
    MessageSid: `SM${'0'.repeat(32)}`,
    SmsMessageSid: `SM${'0'.repeat(32)}`,
    AccountSid: ACCOUNT_SID,
    From: 'whatsapp:+15550001111',
    To: SENDER,
    Body: 'hi',
    WaId: '15550001111',
    ProfileName: 'Someone',
    NumMedia: '0',
    NumSegments: '1',
    MessageType: 'text',
    ApiVersion: '2010-04-01',
  };
  let firestore: EmbeddedFirestore;
  let webhook: ServedFunction;

  beforeAll(async () => {
    firestore = await EmbeddedFirestore.start();
    webhook = await ServedFunction.start({
      directory,
      target: 'twilioWebhook',
      environment: {
        ...parameterValues,
        GCLOUD_PROJECT: PROJECT,
        FIREBASE_CONFIG: JSON.stringify({ projectId: PROJECT }),
        FIRESTORE_EMULATOR_HOST: `${firestore.host}:${firestore.port}`,
        METADATA_SERVER_DETECTION: 'none',
      },
    });
  });

  afterAll(async () => {
    await webhook.stop();
    await firestore.stop();
  });

  const deliver = (signature: string) =>
    fetch(webhook.url, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature },
      body: new URLSearchParams(message),
    });

  test('answers a signed message in TwiML, with what it found in Firestore', async () => {
    const response = await deliver(twilio.getExpectedTwilioSignature(AUTH_TOKEN, url, message));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/xml/);
    expect(await response.text()).toMatch(/<Message>.*Please link your account/);
    expect(firestore.documents('whatsapp_contacts')).toHaveLength(1);
  });

  test('refuses an unsigned one', async () => {
    const response = await deliver('');
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('');
  });
});
