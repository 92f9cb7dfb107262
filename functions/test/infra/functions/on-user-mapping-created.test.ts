import functionsTest from 'firebase-functions-test';
import { getFirestore, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EmbeddedFirestore } from '../../../../local/firestore/embedded-firestore.ts';
import { formatLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { HOUR, MINUTE } from '../../../src/domain/shared/clock.ts';
import { replaceEnvironment } from '../../../src/infra/environment.ts';
import { collections } from '../../../src/infra/firestore/collections.ts';
import { onUserMappingCreated } from '../../../src/infra/functions/on-user-mapping-created.ts';
import type { MetricSample } from '../../../src/infra/metrics/metric-sample.ts';
import { whatsAppModule } from '../../../src/infra/whatsapp-module.ts';
import { parameterValues, PROJECT } from '../../support/test-configuration.ts';

const offline = functionsTest();
const address = { kind: 'phone', value: 'whatsapp:+15551110001' } as const;
const message = {
  sender: { address, otherAddress: null, profileName: null },
  sentTo: 'whatsapp:+15550006789',
  type: 'text',
  media: [],
  location: null,
  button: null,
  listReply: null,
  flow: null,
  repliedTo: null,
  forwarded: 'no',
  referral: null,
  optOutType: null,
} as const;

/** Goes on from test to test: Firestore's time never turns back. */
let now = Date.parse('2026-11-22T12:00:00Z');
let firestore: EmbeddedFirestore;

const outcomes: unknown[] = [];

const metricsListener = ({ tags }: MetricSample) => {
  if (tags['step'] === 'announce') outcomes.push(tags['outcome']);
};

beforeAll(async () => {
  firestore = await EmbeddedFirestore.start({ now: () => now });
  Object.assign(process.env, parameterValues, {
    GCLOUD_PROJECT: PROJECT,
    FIRESTORE_EMULATOR_HOST: `${firestore.host}:${firestore.port}`,
    METADATA_SERVER_DETECTION: 'none',
  });
  replaceEnvironment({ clock: { now: () => now }, logOutput: () => undefined, metricsListener });
});

beforeEach(() => {
  firestore.clear();
  outcomes.length = 0;
});

afterAll(async () => {
  offline.cleanup();
  await firestore.stop();
});

/** Links a number in one go, at the time that it is. */
async function link(): Promise<void> {
  const { startLink, receiveMessage, linkAccount } = await whatsAppModule();
  const { requestId, code } = await startLink.execute({
    user: { userId: 'ada', isAnonymous: false, signedInAt: now },
    identity: { verifiedEmail: null, phoneNumber: null },
  });
  const body = formatLinkMessage(code);
  const received = await receiveMessage.execute({
    message: { ...message, messageSid: `SM${'1'.repeat(32)}`, body },
  });
  const [confirmationNumber = ''] = /\b\d{6}\b/.exec(received.replyText ?? '') ?? [];
  await linkAccount.execute({ userId: 'ada', requestId, confirmationNumber });
}

/** The mapping as its event brings it. */
async function storedMapping(): Promise<QueryDocumentSnapshot> {
  const { docs } = await getFirestore().collection(collections.userMappings).get();
  const [mapping] = docs;
  if (mapping === undefined) throw new Error('Nothing is linked.');
  return mapping;
}

async function deliver(data: QueryDocumentSnapshot): Promise<void> {
  await offline.wrap(onUserMappingCreated)({ data, params: { id: data.id } });
}

const outbox = () => firestore.documents(collections.outboundMessages).map(({ data }) => data['body']);

describe('onUserMappingCreated', () => {
  it('announces a link whose event comes late, once', async () => {
    await link();
    const mapping = await storedMapping();
    now += HOUR;
    await deliver(mapping);
    await deliver(mapping);
    expect(outcomes).toEqual(['announced', 'announced-before']);
    expect(outbox()).toEqual(['Account linked!']);
  });

  it('announces nothing an hour after the mapping was created, even if it has changed since', async () => {
    await link();
    now += HOUR - MINUTE;
    const mapping = await storedMapping();
    await mapping.ref.update({ next_message_number: 2 });
    now += 2 * MINUTE;
    await deliver(await storedMapping());
    expect(outcomes).toEqual(['too-late']);
    expect(outbox()).toEqual([]);
  });

  it('announces no mapping that was imported without a link', async () => {
    await link();
    const mapping = await storedMapping();
    await mapping.ref.update({ link_id: null });
    await deliver(await storedMapping());
    expect(outcomes).toEqual(['not-a-link']);
    expect(outbox()).toEqual([]);
  });
});
