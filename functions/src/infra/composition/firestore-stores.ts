import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { MappingCensus } from '../../domain/linking/mapping-census.ts';
import type { BackfillCursor } from '../../domain/messaging/backfill-cursor.ts';
import type { DeliveryReports } from '../../domain/messaging/delivery-status.ts';
import type { KnownMessages } from '../../domain/messaging/known-messages.ts';
import type { Outbox } from '../../domain/messaging/outbound-message-repository.ts';
import type { OverdueWork } from '../../domain/messaging/overdue-work.ts';
import type { UserRecordsReader } from '../../domain/operating/user-records.ts';
import { storagePorts, type Foundation } from './foundation.ts';

/** What Firestore holds. */
export interface FirestoreStores {
  readonly transactions: LinkingTransactions;
  readonly outbox: Outbox;
  readonly reports: DeliveryReports;
  readonly overdue: OverdueWork;
  readonly cursor: BackfillCursor;
  readonly known: KnownMessages;
  readonly census: MappingCensus;
  readonly records: UserRecordsReader;
}

/** On the server client, which is the heaviest thing there is: it is loaded when a store is first used. */
export function firestoreStores(foundation: Foundation): FirestoreStores {
  let loading: Promise<FirestoreStores> | undefined;
  const load = () => (loading ??= loadStores(foundation));
  return {
    transactions: { run: async (operation, work) => (await load()).transactions.run(operation, work) },
    outbox: {
      takeUp: async (added) => (await load()).outbox.takeUp(added),
      recordAccepted: async (message, lane) => (await load()).outbox.recordAccepted(message, lane),
    },
    reports: { record: async (report) => (await load()).reports.record(report) },
    overdue: {
      outbound: async (before, limit) => (await load()).overdue.outbound(before, limit),
      inbound: async (before, limit) => (await load()).overdue.inbound(before, limit),
      events: async (before, limit) => (await load()).overdue.events(before, limit),
      checks: async (before, limit) => (await load()).overdue.checks(before, limit),
    },
    cursor: {
      find: async () => (await load()).cursor.find(),
      save: async (reached) => (await load()).cursor.save(reached),
    },
    known: { find: async (messageSids) => (await load()).known.find(messageSids) },
    census: {
      countUpTo: async (limit) => (await load()).census.countUpTo(limit),
      async *suspendedSince(from) {
        yield* (await load()).census.suspendedSince(from);
      },
    },
    records: { read: async (userId, bounds) => (await load()).records.read(userId, bounds) },
  };
}

async function loadStores(foundation: Foundation): Promise<FirestoreStores> {
  const [client, transactions, outbox, reports, overdue, cursor, known, census, records] = await Promise.all([
    import('../firestore/firestore-client.ts'),
    import('../firestore/firestore-transactions.ts'),
    import('../firestore/firestore-outbox.ts'),
    import('../firestore/firestore-delivery-reports.ts'),
    import('../firestore/firestore-overdue-work.ts'),
    import('../firestore/firestore-backfill-cursor.ts'),
    import('../firestore/firestore-known-messages.ts'),
    import('../firestore/firestore-mapping-census.ts'),
    import('../firestore/firestore-user-records.ts'),
  ]);
  const { firestore } = client.firestoreClient(foundation.config.database);
  const ports = { ...storagePorts(foundation), firestore };
  return {
    transactions: new transactions.FirestoreTransactions(ports),
    outbox: new outbox.FirestoreOutbox(ports),
    reports: new reports.FirestoreDeliveryReports(ports),
    overdue: new overdue.FirestoreOverdueWork(ports),
    cursor: new cursor.FirestoreBackfillCursor(ports),
    known: new known.FirestoreKnownMessages(ports),
    census: new census.FirestoreMappingCensus(ports),
    records: new records.FirestoreUserRecords(ports),
  };
}
