import functionsTest from 'firebase-functions-test';
import { getFirestore, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EmbeddedFirestore } from '../../../../local/firestore/embedded-firestore.ts';
import { RekeyUseCase } from '../../../src/app/operating/rekey-use-case.ts';
import { HOUR, MINUTE } from '../../../src/domain/shared/clock.ts';
import { Secret } from '../../../src/infra/config/secret.ts';
import { hmacKeyChange } from '../../../src/infra/cryptography/hmac-address-keys.ts';
import { replaceEnvironment } from '../../../src/infra/environment.ts';
import { collections } from '../../../src/infra/firestore/collections.ts';
import { FirestoreRekeying } from '../../../src/infra/firestore/firestore-rekeying.ts';
import { onUserMappingCreated } from '../../../src/infra/functions/on-user-mapping-created.ts';
import type { MetricSample } from '../../../src/infra/metrics/metric-sample.ts';
import { whatsAppModule } from '../../../src/infra/whatsapp-module.ts';
import { parameterValues, PROJECT } from '../../support/test-configuration.ts';
import { claimLink } from './claim-link.ts';

const offline = functionsTest();

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
  const { linkAccount } = await whatsAppModule();
  await linkAccount.execute({ userId: 'ada', ...(await claimLink('ada')) });
}

async function rekey(): Promise<void> {
  const { config, metrics, logger } = await whatsAppModule();
  const key = new Secret('another-key-of-thirty-two-letters');
  await new RekeyUseCase({
    rekeying: new FirestoreRekeying({ firestore: getFirestore(), metrics }),
    clock: { now: () => now },
    logger,
  }).execute({ change: hmacKeyChange({ keys: config.keys.addressKeys, key }), dryRun: false });
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

  it.each([
    { name: 'announced before', after: MINUTE, outcome: 'announced-before' },
    { name: 'linked long ago', after: 2 * HOUR, outcome: 'too-late' },
  ])('announces no mapping anew that was moved to another key: $name', async ({ after, outcome }) => {
    await link();
    await deliver(await storedMapping());
    now += after;
    await rekey();
    await deliver(await storedMapping());
    expect(outcomes).toEqual(['announced', outcome]);
    expect(outbox()).toEqual(['Account linked!']);
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
