import type { Firestore } from 'firebase-admin/firestore';
import type { LinkingRepositories } from '../../src/domain/linking/linking-repositories.ts';
import { FirestoreMappingCensus } from '../../src/infra/firestore/firestore-mapping-census.ts';
import { FirestoreInboundHistory } from '../../src/infra/firestore/firestore-inbound-history.ts';
import { FirestoreOperatorQueries } from '../../src/infra/firestore/firestore-operator-queries.ts';
import { FirestoreOverdueWork } from '../../src/infra/firestore/firestore-overdue-work.ts';
import { FirestoreRekeying } from '../../src/infra/firestore/firestore-rekeying.ts';
import { FirestoreTransactions } from '../../src/infra/firestore/firestore-transactions.ts';
import { FirestoreUserRecords } from '../../src/infra/firestore/firestore-user-records.ts';
import { InMemoryMetricsCollector } from '../../src/infra/metrics/in-memory-metrics-collector.ts';
import { storagePorts } from '../support/storage-ports.ts';
import { aMapping } from '../contracts/linking-examples.ts';

export interface NamedQuery {
  readonly name: string;
  run(): Promise<unknown>;
}

/** Stores what some queries have to find before others are made. */
export async function prepare(firestore: Firestore): Promise<void> {
  await transactionsOf(firestore).run('prepare', async ({ mappings }) => mappings.save(aMapping));
}

/** Every query that the adapters of Firestore make, each through its adapter. */
export function firestoreQueries(firestore: Firestore): readonly NamedQuery[] {
  const ports = portsOf(firestore);
  const overdue = new FirestoreOverdueWork(ports);
  const census = new FirestoreMappingCensus(ports);
  const operator = new FirestoreOperatorQueries(ports);
  const records = new FirestoreUserRecords(ports);
  const history = new FirestoreInboundHistory(ports);
  const rekeying = new FirestoreRekeying(ports);
  const transactions = transactionsOf(firestore);
  const within = (work: (repositories: LinkingRepositories) => Promise<unknown>) =>
    transactions.run('query', work);
  const { userId, addressKey } = aMapping;
  const state = 'queued';
  const time = { from: 0, to: 1, userId: null };
  return [
    { name: 'overdue outbound', run: () => overdue.outbound(1, 1) },
    { name: 'overdue inbound', run: () => overdue.inbound(1, 1) },
    { name: 'overdue events', run: () => overdue.events(1, 1) },
    { name: 'due checks', run: () => overdue.checks(1, 1) },
    { name: 'outbound by state', run: () => operator.listOutbound({ state, userId: null, limit: 1 }) },
    { name: 'outbound of a user by state', run: () => operator.listOutbound({ state, userId, limit: 1 }) },
    { name: 'dead outbound', run: () => operator.dead('outbound').next() },
    { name: 'dead inbound', run: () => operator.dead('inbound').next() },
    { name: 'dead events', run: () => operator.dead('event').next() },
    { name: 'messages of a time', run: () => history.received(time).next() },
    { name: 'number of messages of a time', run: () => history.count(time) },
    { name: 'messages of a user', run: () => history.received({ ...time, userId }).next() },
    { name: 'number of mappings', run: () => census.countUpTo(1) },
    { name: 'suspended mappings', run: () => census.suspendedSince(1).next() },
    { name: 'any mapping', run: () => operator.findAnyMapping() },
    { name: 'mappings of a rekeying', run: () => rekeying.mappings().next() },
    { name: 'left behind by a rekeying', run: () => rekeying.countLeftBehind({ mark: 'mark' }) },
    { name: 'records of a user', run: () => records.read(userId) },
    { name: 'mapping of a user', run: () => within(({ mappings }) => mappings.findByUser(userId)) },
    { name: 'first in line', run: () => within(({ inbound }) => inbound.findFirstInLine(userId)) },
    { name: 'first new', run: () => within(({ outbound }) => outbound.findFirstNew(userId, 1)) },
    { name: 'traces of a user', run: () => within(({ traces }) => traces.findOfUser('inbound', userId, 1)) },
    {
      name: 'receipts of an address',
      run: () => within(({ addressTraces }) => addressTraces.findReceipts(addressKey, 1)),
    },
    {
      name: 'pointers to a mapping',
      run: () => within(({ addressTraces }) => addressTraces.findPointers(addressKey)),
    },
    {
      name: 'claims of an address',
      run: () => within(({ addressTraces }) => addressTraces.findClaims(addressKey, 1)),
    },
    { name: 'owned', run: () => within(({ outbound }) => outbound.findOwned(['SM1'])) },
  ];
}

function transactionsOf(firestore: Firestore): FirestoreTransactions {
  return new FirestoreTransactions(portsOf(firestore));
}

function portsOf(firestore: Firestore) {
  const clock = { now: () => 0 };
  return { firestore, metrics: new InMemoryMetricsCollector({ clock }), ...storagePorts(clock) };
}
