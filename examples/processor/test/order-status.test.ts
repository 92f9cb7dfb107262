import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getFirestore } from 'firebase-admin/firestore';
import twilio from 'twilio';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { configureProcessor } from '@linkline/functions/lib';
import { DemoSignIn } from '../../../local/auth/demo-sign-in.ts';
import { EmbeddedFirestore } from '../../../local/firestore/embedded-firestore.ts';
import { FunctionsHost } from '../../../local/functions-host/functions-host.ts';
import { readDeployedFunctions } from '../../../local/functions-host/read-deployed-functions.ts';
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  parameterValues,
  PROJECT,
  SENDER,
} from '../../../functions/test/support/test-configuration.ts';
import { replaceEnvironment } from '../../../functions/src/infra/environment.ts';
import { buildLibrary } from '../../../scripts/build-library.ts';
import { kitPackage } from '../../../scripts/kit-package.ts';
import { runCommand } from '../../../scripts/run-command.ts';

const example = join(import.meta.dirname, '..');
const root = join(example, '..', '..');
const { idToken } = new DemoSignIn({ project: PROJECT, clock: { now: () => Date.now() } }).signIn('ada');

let firestore: EmbeddedFirestore;
let host: FunctionsHost;
let messages = 0;

beforeAll(async () => {
  firestore = await EmbeddedFirestore.start();
  host = await FunctionsHost.start({ project: PROJECT, region: 'us-central1' });
  Object.assign(process.env, parameterValues, {
    GCLOUD_PROJECT: PROJECT,
    PUBLIC_BASE_URL: host.baseUrl,
    LINK_CONFIRMATION: 'off',
    FIRESTORE_EMULATOR_HOST: `${firestore.host}:${firestore.port}`,
    METADATA_SERVER_DETECTION: 'none',
    FIREBASE_DEBUG_MODE: 'true',
    FIREBASE_DEBUG_FEATURES: JSON.stringify({ skipTokenVerification: true }),
  });
  replaceEnvironment({ logOutput: () => {} });
  for (const deployed of readDeployedFunctions(await import('../src/index.ts'))) host.add(deployed);
});

afterAll(async () => {
  await host.stop();
  await firestore.stop();
});

async function call(name: string, data: object): Promise<unknown> {
  const response = await fetch(host.url(name), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${idToken}` },
    body: JSON.stringify({ data }),
  });
  expect(response.ok).toBe(true);
  const answer = await response.text();
  return answer === '' ? null : JSON.parse(answer);
}

/** As Twilio brings a message. */
async function write(body: string): Promise<void> {
  messages += 1;
  const sid = `SM${messages.toString(16).padStart(32, '0')}`;
  const message = {
    MessageSid: sid,
    AccountSid: ACCOUNT_SID,
    From: 'whatsapp:+15550001111',
    To: SENDER,
    Body: body,
  };
  const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, host.url('twilioWebhook'), message);
  const response = await fetch(host.url('twilioWebhook'), {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(message),
  });
  expect(response.status).toBe(200);
}

test("a signed webhook leads to the processor's answer in the outbox", async () => {
  const started = z.object({ result: z.object({ code: z.string() }) }).parse(await call('startLink', {}));
  await write(started.result.code);
  const orders = getFirestore().collection('orders');
  await orders.doc('4711').set({ user_id: 'ada', state: 'on its way' });
  await orders.doc('4712').set({ user_id: 'bob', state: 'paid' });
  for (const body of ['Where is order 4711?', 'And order 4712?', 'Thanks!']) await write(body);
  await call('processInboundMessage', { userId: 'ada', messageSid: null });

  const outbox = firestore.documents('whatsapp_outbound_messages').map(({ data }) => data);
  expect(outbox).toMatchObject([
    { user_id: 'ada', state: 'queued', body: 'Order 4711 is on its way.' },
    { user_id: 'ada', state: 'queued', body: 'You have no order 4712.' },
    { user_id: 'ada', state: 'queued', body: 'Thank you, we have got your message.' },
  ]);
});

test('a second processor beside the first is refused', () => {
  expect(() => configureProcessor(({ next }) => next)).toThrow(/configureProcessor once/);
});

test('the product compiles against the declarations of the package', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'linkline-product-'));
  try {
    const installed = join(directory, 'node_modules', '@linkline', 'functions');
    await mkdir(installed, { recursive: true });
    await writeFile(join(installed, 'package.json'), JSON.stringify(await kitPackage()));
    await buildLibrary(join(installed, 'lib'));
    await symlink(
      join(root, 'node_modules', 'firebase-admin'),
      join(directory, 'node_modules', 'firebase-admin'),
    );
    for (const name of ['package.json', 'tsconfig.json', 'src']) {
      await cp(join(example, name), join(directory, name), { recursive: true });
    }
    const compiler = join(root, 'node_modules', '.bin', 'tsc');
    const { output } = await runCommand([compiler, '--project', directory], () => {});
    expect(output).toBe('');
  } finally {
    await rm(directory, { recursive: true });
  }
});
