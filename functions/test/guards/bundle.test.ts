import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { EmbeddedFirestore } from '../../../local/firestore/embedded-firestore.ts';
import { buildFunctions, functionsDirectory } from '../../../scripts/build-functions.ts';
import type { BundledParts } from '../../../scripts/bundle/bundle-parts.ts';
import { deployManifest } from '../../../scripts/deploy-manifest.ts';
import { exportedFunctions } from '../../../scripts/function-entry.ts';
import { HmacAddressKeys } from '../../src/infra/cryptography/hmac-address-keys.ts';
import { collections } from '../../src/infra/firestore/collections.ts';
import { encodeUserMapping } from '../../src/infra/firestore/documents/user-mapping-document.ts';
import { createRestFirestore } from '../../src/infra/firestore/rest/create-rest-firestore.ts';
import { aMapping } from '../contracts/linking-examples.ts';
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  parameterValues,
  PROJECT,
  SENDER,
  testConfig,
} from '../support/test-configuration.ts';
import { sourcesLoadedWith } from './bundle-modules.ts';
import { ServedFunction } from './served-function.ts';

const NOT_FOR_A_WEBHOOK =
  /node_modules\/(@google-cloud\/firestore|@grpc|twilio|standardwebhooks)\/|processing\/(forward|product-connection)/;

let directory: string;
let bundle: string;
let parts: BundledParts;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'linkline-bundle-'));
  const packageFile = await readFile(join(functionsDirectory, 'package.json'), 'utf8');
  const { main } = z.object({ main: z.string() }).parse(JSON.parse(packageFile));
  bundle = join(directory, main);
  parts = await buildFunctions(bundle);
  await copyFile(join(functionsDirectory, 'package.json'), join(directory, 'package.json'));
}, 60_000);

afterAll(() => rm(directory, { recursive: true }));

const execute = (parameters: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(process.execPath, parameters, { env });

test('the bundle deploys what the source says', async () => {
  const source = join(functionsDirectory, 'src', 'index.ts');
  expect(await deployManifest(bundle)).toBe(await deployManifest(source));
});

test('a product that imports the package as a module gets every function by name', async () => {
  const program = `import * as functions from ${JSON.stringify(bundle)}; console.log(Object.keys(functions).join());`;
  const { stdout } = await execute(['--input-type=module', '--eval', program]);
  const index = await readFile(join(functionsDirectory, 'src', 'index.ts'), 'utf8');
  expect(stdout.trim().split(',')).toEqual(
    expect.arrayContaining(exportedFunctions(index).map(({ name }) => name)),
  );
});

describe('what a process loads', () => {
  const adapters = (sources: readonly string[]) =>
    sources.filter((path) =>
      /^src\/infra\/functions\/(on-|send-|start-|confirm-|process-|sweep-|backfill-|deliver-|twilio-webhook)/.test(
        path,
      ),
    );

  test('without a target: every function, and none of the packages that load late', async () => {
    const sources = await sourcesLoadedWith({}, bundle, parts);
    expect(adapters(sources).map((path) => path.replace(/^.*\/|\.ts$/g, ''))).toEqual(
      expect.arrayContaining(['start-link', 'on-user-mapping-created', 'twilio-webhook']),
    );
    expect(
      sources.filter((path) => /node_modules\/(twilio|winston|@google-cloud\/logging)/.test(path)),
    ).toEqual([]);
  });

  test.each([
    { FUNCTION_TARGET: 'twilioWebhook' },
    { FUNCTION_TARGET: 'kit-main-twilioWebhook', FIREBASE_KIT_INSTANCE_ID: 'main' },
    { FUNCTION_TARGET: 'kit-main.twilioWebhook', FIREBASE_KIT_INSTANCE_ID: 'main' },
  ])('with %o: that function alone, neither clients nor what forwards messages', async (environment) => {
    const sources = await sourcesLoadedWith(environment, bundle, parts);
    expect(adapters(sources)).toEqual(['src/infra/functions/twilio-webhook.ts']);
    expect(sources.filter((path) => NOT_FOR_A_WEBHOOK.test(path))).toEqual([]);
  });

  test('index.ts may export functions and nothing else', () => {
    expect(() => exportedFunctions("export * from './a.ts';")).toThrow(/nothing but lines such as/);
    expect(() => exportedFunctions("export { a } from './a.ts';\nstart();")).toThrow(/start\(\);/);
  });
});

describe('the compile cache', () => {
  const fill = () => execute([join(dirname(bundle), 'fill-compile-cache.cjs')]);

  test('is not there without its step of the build, which a failure does not end', async () => {
    const inTheWay = join(dirname(bundle), 'compile-cache');
    await writeFile(inTheWay, '');
    const { stdout } = await fill();
    await rm(inTheWay);
    expect(stdout).toMatch(/"WARNING".*"compile-cache-not-filled"/);
  });

  test('holds what a function loads, whichever it is', async () => {
    await fill();
    const { stderr } = await execute(['--eval', `require(${JSON.stringify(bundle)})`], {
      FUNCTION_TARGET: 'sendOutboundMessage',
      NODE_DEBUG_NATIVE: 'COMPILE_CACHE',
    });
    expect(stderr).toMatch(/sendOutboundMessage\.cjs was accepted/);
    expect(stderr).not.toMatch(/was rejected|cache for CommonJS .* not found|writing cache/i);
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

  const deliver = (signature: string, form = message) =>
    fetch(webhook.url, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature },
      body: new URLSearchParams(form),
    });

  const send = (From: string, sidDigit: string) => {
    const form = { ...message, From, MessageSid: `SM${sidDigit.repeat(32)}` };
    return deliver(twilio.getExpectedTwilioSignature(AUTH_TOKEN, url, form), form);
  };

  async function linkPerson(): Promise<void> {
    const keys = new HmacAddressKeys({ keys: testConfig().keys.addressKeys });
    const addressKey = keys.keyOf(aMapping.address);
    const fields = encodeUserMapping({ ...aMapping, addressKey });
    const document = { collection: collections.userMappings, id: addressKey };
    await createRestFirestore({
      project: PROJECT,
      database: '(default)',
      clock: Date,
      variables: { FIRESTORE_EMULATOR_HOST: `${firestore.host}:${firestore.port}` },
    }).commit([{ kind: 'set', document, fields }], null);
  }

  test('answers a signed message in TwiML, with what it found in Firestore', async () => {
    const response = await deliver(twilio.getExpectedTwilioSignature(AUTH_TOKEN, url, message));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/xml/);
    expect(await response.text()).toMatch(/<Message>.*Please link your account/);
    expect(firestore.documents('whatsapp_contacts')).toHaveLength(1);
  });

  test('loads no client of Firestore for what people usually send', async () => {
    await linkPerson();
    const linked = aMapping.address.value;
    const sent = [
      await send(linked, '1'),
      await send(linked, '1'),
      ...(await Promise.all(['2', '3', '4', '5'].map((digit) => send('whatsapp:+15550002222', digit)))),
    ];
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 200));
    expect(firestore.documents('whatsapp_inbound_messages')).toHaveLength(1);
    const sources = (await webhook.loadedFiles()).flatMap((file) => parts.get(basename(file)) ?? []);
    expect(sources).toContain('src/infra/firestore/rest/rest-transactions.ts');
    expect(sources.filter((path) => NOT_FOR_A_WEBHOOK.test(path))).toEqual([]);
  });

  test('refuses an unsigned one', async () => {
    const response = await deliver('');
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('');
  });
});
