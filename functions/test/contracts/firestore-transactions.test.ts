import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedFirestore } from '../../../local/firestore/embedded-firestore.ts';
import { collections } from '../../src/infra/firestore/collections.ts';
import { asDomainError } from '../../src/infra/firestore/firestore-errors.ts';
import { firestoreClient } from '../../src/infra/firestore/firestore-client.ts';
import { FirestoreOutbox, revisionOf } from '../../src/infra/firestore/firestore-outbox.ts';
import { FirestoreTransactions } from '../../src/infra/firestore/firestore-transactions.ts';
import { InMemoryMetricsCollector } from '../../src/infra/metrics/in-memory-metrics-collector.ts';
import { storagePorts } from '../support/storage-ports.ts';
import { PROJECT } from '../support/test-configuration.ts';
import { aMapping } from './linking-examples.ts';
import { linkingTransactionsContract } from './linking-transactions-contract.ts';
import { outboxContract } from './outbox-contract.ts';

let server: EmbeddedFirestore;

beforeAll(async () => {
  server = await EmbeddedFirestore.start();
  process.env['FIRESTORE_EMULATOR_HOST'] = `${server.host}:${server.port}`;
  process.env['GCLOUD_PROJECT'] = PROJECT;
  process.env['METADATA_SERVER_DETECTION'] = 'none';
});

afterAll(() => server.stop());

/** At a time when nothing has expired yet. */
function ports() {
  const clock = { now: () => 0 };
  const { firestore } = firestoreClient('(default)');
  return { firestore, metrics: new InMemoryMetricsCollector({ clock }), ...storagePorts(clock) };
}

function firestoreTransactions(): FirestoreTransactions {
  return new FirestoreTransactions(ports());
}

linkingTransactionsContract('FirestoreTransactions', async () => {
  server.clear();
  return firestoreTransactions();
});

outboxContract('FirestoreOutbox', async () => {
  server.clear();
  const { firestore } = firestoreClient('(default)');
  return {
    outbox: new FirestoreOutbox(ports()),
    transactions: firestoreTransactions(),
    async addBare(id, fields) {
      const { writeTime } = await firestore.collection(collections.outboundMessages).doc(id).create(fields);
      return revisionOf(writeTime);
    },
  };
});

describe('FirestoreTransactions on a Firestore in trouble', () => {
  it.each(['before', 'after'] as const)(
    'run again when a commit is aborted (%s its effect)',
    async (when) => {
      server.clear();
      server.faults.inject({ method: 'commit', when, code: 'ABORTED' });
      const transactions = firestoreTransactions();
      await transactions.run('write', async (store) => store.mappings.save(aMapping));
      const stored = await transactions.run('read', (store) =>
        store.mappings.findByAddress(aMapping.addressKey),
      );
      expect(stored).toEqual(aMapping);
    },
  );

  it.each([
    [6, 'already-stored'],
    [10, 'contention'],
    [4, 'storage-unavailable'],
    [14, 'storage-unavailable'],
  ])('call gRPC status %i "%s"', (code, expected) => {
    expect(asDomainError(Object.assign(new Error(), { code }))).toMatchObject({ code: expected });
  });

  it.each([3, 7, 15])('pass gRPC status %i on: no retry mends it', (code) => {
    const error = Object.assign(new Error(), { code });
    expect(asDomainError(error)).toBe(error);
  });
});
