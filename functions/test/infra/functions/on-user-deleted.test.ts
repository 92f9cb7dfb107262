import { once } from 'node:events';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { cloudEvent, type CloudEventFunction } from '@google-cloud/functions-framework';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { userDeletedEvent } from '../../../../local/auth/user-deleted-event.ts';
import { EmbeddedFirestore } from '../../../../local/firestore/embedded-firestore.ts';
import { replaceEnvironment } from '../../../src/infra/environment.ts';
import { onUserDeleted } from '../../../src/infra/functions/on-user-deleted.ts';
import { whatsAppModule } from '../../../src/infra/whatsapp-module.ts';
import { parameterValues, PROJECT } from '../../support/test-configuration.ts';
import { claimLink } from './claim-link.ts';

const lines: string[] = [];
let firestore: EmbeddedFirestore;
let server: ReturnType<typeof getTestServer>;
let url: string;

beforeAll(async () => {
  firestore = await EmbeddedFirestore.start();
  Object.assign(process.env, parameterValues, {
    GCLOUD_PROJECT: PROJECT,
    FIRESTORE_EMULATOR_HOST: `${firestore.host}:${firestore.port}`,
    METADATA_SERVER_DETECTION: 'none',
  });
  replaceEnvironment({ logOutput: (line) => lines.push(line) });
  // both speak of the same CloudEvents
  cloudEvent('onUserDeleted', onUserDeleted as unknown as CloudEventFunction);
  server = getTestServer('onUserDeleted').listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

beforeEach(() => firestore.clear());

afterAll(async () => {
  server.close();
  await firestore.stop();
});

async function deleteUser(uid: string): Promise<number> {
  const { headers, body } = userDeletedEvent({
    id: `deletion-${uid}`,
    at: Date.now(),
    project: PROJECT,
    account: {
      user: { uid, name: 'Ada', email: null },
      disabled: false,
      createdAt: Date.now(),
      lastSignInAt: null,
      validSince: 0,
    },
  });
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

it('erases a user whose account was deleted, also when the event comes twice', async () => {
  const { requestId, confirmationNumber } = await claimLink('ada');
  await (await whatsAppModule()).linkAccount.execute({ userId: 'ada', requestId, confirmationNumber });
  expect(await deleteUser('ada')).toBe(204);
  expect(await deleteUser('ada')).toBe(204);
  expect(firestore.documents().map(({ path }) => path.split('/')[0])).toEqual(['whatsapp_erasures']);
  expect(lines.join('')).not.toMatch(/"ada"|5551110001/);
});

it('does nothing for an id under which nothing can be stored', async () => {
  expect(await deleteUser('a/b')).toBe(204);
  expect(firestore.documents()).toEqual([]);
});

it('asks for another delivery where it fails, and says why once', async () => {
  await getFirestore().doc('whatsapp_links/ada').set({ linked: 'broken by hand +15551110001' });
  firestore.faults.inject({ method: 'batchGetDocuments', when: 'before', code: 'PERMISSION_DENIED' });
  lines.length = 0;
  expect(await deleteUser('ada')).toBe(500);
  expect(lines.filter((line) => line.includes('trigger-failed'))).toHaveLength(1);
  expect(lines.join('')).not.toContain('5551110001');
  expect(await deleteUser('ada')).toBe(204);
  expect(firestore.documents('whatsapp_links')).toEqual([]);
});
