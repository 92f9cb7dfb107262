import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EmbeddedFirestore } from '../../../local/firestore/embedded-firestore.ts';
import { runUntilAbandoned } from '../../src/infra/firestore/abandonment.ts';
import { firestoreClient } from '../../src/infra/firestore/firestore-client.ts';
import { FirestoreTransactions } from '../../src/infra/firestore/firestore-transactions.ts';
import { createRestFirestore } from '../../src/infra/firestore/rest/create-rest-firestore.ts';
import { RestTransactions } from '../../src/infra/firestore/rest/rest-transactions.ts';
import { InMemoryMetricsCollector } from '../../src/infra/metrics/in-memory-metrics-collector.ts';
import { storagePorts } from '../support/storage-ports.ts';
import { PROJECT } from '../support/test-configuration.ts';
import { aMapping, anOutboundMessage } from './linking-examples.ts';
import { linkingTransactionsContract } from './linking-transactions-contract.ts';

let server: EmbeddedFirestore;
let waits: number[];

beforeAll(async () => {
  server = await EmbeddedFirestore.start();
  process.env['FIRESTORE_EMULATOR_HOST'] = `${server.host}:${server.port}`;
  process.env['GCLOUD_PROJECT'] = PROJECT;
  process.env['METADATA_SERVER_DETECTION'] = 'none';
});

afterAll(() => server.stop());

/** At a time when nothing has expired yet. */
function restTransactions(variables = process.env) {
  const clock = { now: () => 0 };
  const ports = { metrics: new InMemoryMetricsCollector({ clock }), ...storagePorts(clock) };
  const transactions = new RestTransactions({
    ...ports,
    firestore: createRestFirestore({ project: PROJECT, database: '(default)', clock, variables }),
    random: { unit: () => 0.5, bytes: (length) => new Uint8Array(length) },
    wait: async (milliseconds) => waits.push(milliseconds),
    serverClient: new FirestoreTransactions({ ...ports, firestore: firestoreClient('(default)').firestore }),
  });
  return { transactions, metrics: ports.metrics };
}

beforeEach(() => {
  server.clear();
  server.faults.clear();
  waits = [];
});

linkingTransactionsContract('RestTransactions', async () => restTransactions().transactions);

describe('RestTransactions', () => {
  const rpcs = () => server.operations.snapshot().rpcs;
  const found = () => server.documents().map(({ path }) => path);

  it('takes two calls to read and to write', async () => {
    const { transactions } = restTransactions();
    server.operations.reset();
    await transactions.run('both', async ({ mappings, contacts }) => {
      await Promise.all([mappings.findByAddress('a'), contacts.find('a')]);
      mappings.save(aMapping);
    });
    expect(rpcs()).toEqual({ batchGetDocuments: 1, commit: 1 });
  });

  it('leaves no lock behind where the work throws', async () => {
    const { transactions } = restTransactions();
    server.operations.reset();
    const failing = transactions.run('fail', async ({ mappings }) => {
      await mappings.findByAddress(aMapping.addressKey);
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(rpcs()).toEqual({ batchGetDocuments: 1, rollback: 1 });
  });

  it('runs work anew on the server client when it makes a query, and counts that', async () => {
    const { transactions, metrics } = restTransactions();
    const mapping = await transactions.run('query', async ({ mappings }) => {
      mappings.save(aMapping);
      return mappings.findByUser(aMapping.userId);
    });
    expect(mapping).toBeNull();
    expect(found()).toEqual([`whatsapp_user_mappings/${aMapping.addressKey}`]);
    const results = metrics
      .samples()
      .flatMap(({ name, tags }) => (name === 'firestore.queries' ? [tags['result']] : []));
    expect(results).toEqual(['query-unsupported', 'ok']);
  });

  it.each(['batchGetDocuments', 'commit'] as const)('runs again when %s is aborted', async (method) => {
    const { transactions } = restTransactions();
    server.faults.inject({ method, when: 'before', code: 'ABORTED', times: 4 });
    await transactions.run('write', async ({ mappings }) => {
      await mappings.findByAddress(aMapping.addressKey);
      mappings.save(aMapping);
    });
    expect(found()).toHaveLength(1);
    expect(waits).toEqual([1_000, 1_500, 2_250, 3_375]);
  });

  it('finds what a commit has stored whose answer was lost', async () => {
    const { transactions } = restTransactions();
    server.faults.inject({ method: 'commit', when: 'after', code: 'UNAVAILABLE' });
    const creation = transactions.run('create', async ({ outbound }) => outbound.create(anOutboundMessage));
    await expect(creation).rejects.toMatchObject({ code: 'already-stored' });
    expect(found()).toHaveLength(1);
  });

  it.each([
    ['ABORTED', { code: 'contention' }, 5],
    ['UNAVAILABLE', { code: 'storage-unavailable' }, 5],
    ['RESOURCE_EXHAUSTED', { code: 'storage-unavailable' }, 1],
    ['PERMISSION_DENIED', { name: 'FirestoreCallError', code: 7 }, 1],
  ] as const)('gives up: %s', async (code, error, runs) => {
    const { transactions } = restTransactions();
    server.faults.inject({ method: 'commit', when: 'before', code, times: 9 });
    let run = 0;
    const failing = transactions.run('write', async ({ mappings }) => {
      run += 1;
      mappings.save(aMapping);
    });
    await expect(failing).rejects.toMatchObject(error);
    expect(run).toBe(runs);
  });

  it('calls a Firestore that is not there unavailable', async () => {
    const { transactions } = restTransactions({ FIRESTORE_EMULATOR_HOST: '127.0.0.1:1' });
    const reading = transactions.run('read', ({ mappings }) => mappings.findByAddress('a'));
    await expect(reading).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('does not run again for nobody', async () => {
    const { transactions } = restTransactions();
    server.faults.inject({ method: 'commit', when: 'before', code: 'ABORTED' });
    const abandonment = new AbortController();
    const work = () =>
      transactions.run('write', async ({ mappings }) => {
        abandonment.abort();
        mappings.save(aMapping);
      });
    const abandoned = runUntilAbandoned(abandonment.signal, work);
    await expect(abandoned).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(found()).toEqual([]);
  });
});
