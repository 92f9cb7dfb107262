import { getFirestore, Timestamp } from 'firebase-admin/firestore';
import functionsTest from 'firebase-functions-test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EmbeddedFirestore } from '../../../../local/firestore/embedded-firestore.ts';
import { replaceEnvironment } from '../../../src/infra/environment.ts';
import { collections } from '../../../src/infra/firestore/collections.ts';
import { sendOutboundMessage } from '../../../src/infra/functions/send-outbound-message.ts';
import { whatsAppModule } from '../../../src/infra/whatsapp-module.ts';
import { parameterValues, PROJECT } from '../../support/test-configuration.ts';

const offline = functionsTest();
const lines: string[] = [];
let firestore: EmbeddedFirestore;

beforeAll(async () => {
  firestore = await EmbeddedFirestore.start({ now: () => Date.now() });
  Object.assign(process.env, parameterValues, {
    GCLOUD_PROJECT: PROJECT,
    FIRESTORE_EMULATOR_HOST: `${firestore.host}:${firestore.port}`,
    METADATA_SERVER_DETECTION: 'none',
  });
  replaceEnvironment({ logOutput: (line) => lines.push(line) });
  await whatsAppModule();
  await getFirestore()
    .doc(`${collections.sendingPause}/pause`)
    .set({ since: Timestamp.now(), reason: 'operator', provider_code: null, advice: null, probe_at: null });
});

afterAll(async () => {
  offline.cleanup();
  await firestore.stop();
});

it.each([
  [
    'waits, without slowing its queue down or alarming anybody',
    { messageId: 'order-0001', step: 0 },
    'aborted',
    0,
  ],
  ['has failed', { messageId: '' }, 'unavailable', 1],
])('a task that %s', async (_, data, code, logged) => {
  lines.length = 0;
  // what else a task function is given says nothing here
  const request = { data } as Parameters<typeof sendOutboundMessage.run>[0];
  await expect(sendOutboundMessage.run(request)).rejects.toMatchObject({ code });
  expect(lines.filter((line) => line.includes('task-failed'))).toHaveLength(logged);
});
