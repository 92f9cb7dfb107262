import type { App } from 'firebase-admin/app';
import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { MappingCensus } from '../../domain/linking/mapping-census.ts';
import type { BackfillCursor } from '../../domain/messaging/backfill-cursor.ts';
import type { UserRecordsReader } from '../../domain/operating/user-records.ts';
import type { DeliveryReports } from '../../domain/messaging/delivery-status.ts';
import type { KnownMessages } from '../../domain/messaging/known-messages.ts';
import type { MessageProcessor } from '../../domain/messaging/message-processor.ts';
import type { MessagingService } from '../../domain/messaging/messaging-service.ts';
import type { Outbox } from '../../domain/messaging/outbound-message-repository.ts';
import type { OverdueWork } from '../../domain/messaging/overdue-work.ts';
import type { ProductEventSink } from '../../domain/messaging/product-event.ts';
import type { ReceivedMessages } from '../../domain/messaging/received-messages.ts';
import type { EventQueue, ProcessQueue, SendQueue } from '../../domain/messaging/send-queue.ts';
import type { TokenStatus } from '../../domain/shared/token-status.ts';
import { FirebaseTokenStatus } from '../auth/firebase-token-status.ts';
import { createProcessor } from '../processing/create-processor.ts';
import { CloudTasksEventQueue } from '../tasks/cloud-tasks-event-queue.ts';
import { CloudTasksProcessQueue } from '../tasks/cloud-tasks-process-queue.ts';
import { CloudTasksSendQueue } from '../tasks/cloud-tasks-send-queue.ts';
import { TwilioMessagingService } from '../twilio/twilio-messaging-service.ts';
import { TwilioReceivedMessages } from '../twilio/twilio-received-messages.ts';
import { contentErasure, type Foundation } from './foundation.ts';

/** What reaches beyond the process: tests put faults between these and the use cases. */
export interface OutsideWorld {
  readonly transactions: LinkingTransactions;
  readonly outbox: Outbox;
  readonly reports: DeliveryReports;
  readonly overdue: OverdueWork;
  readonly cursor: BackfillCursor;
  readonly known: KnownMessages;
  readonly census: MappingCensus;
  readonly records: UserRecordsReader;
  readonly messaging: MessagingService;
  readonly received: ReceivedMessages;
  readonly queue: SendQueue;
  readonly processQueue: ProcessQueue;
  readonly eventQueue: EventQueue;
  readonly processor: MessageProcessor;
  readonly tokenStatus: TokenStatus;
  /** Null where the product wants no events. */
  readonly eventSink: ProductEventSink | null;
}

export async function outsideWorld(foundation: Foundation): Promise<OutsideWorld> {
  const { config, environment, logger, metrics } = foundation;
  const { app, stores } = await firestoreStores(foundation);
  const { processor, eventSink } = createProcessor(config.processor, {
    clock: environment.clock,
    logger,
    metrics,
  });
  const { twilioTimeout: timeout } = environment;
  const twilio = { config: config.twilio, metrics, logger, ...(timeout !== undefined && { timeout }) };
  return {
    ...stores,
    ...queues(foundation, app),
    tokenStatus: new FirebaseTokenStatus({ app, metrics }),
    processor,
    eventSink,
    messaging: new TwilioMessagingService({
      ...twilio,
      statusCallbackUrl: `${config.publicBaseUrl}/twilioStatus`,
    }),
    received: new TwilioReceivedMessages(twilio),
  };
}

/** Loaded together, while the logger is: the client of Firestore is the heaviest thing there is. */
async function firestoreStores(foundation: Foundation) {
  const { config, environment, metrics } = foundation;
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
  const { app, firestore } = client.firestoreClient(config.database);
  const { retention } = config;
  const ports = {
    firestore,
    metrics,
    clock: environment.clock,
    retention,
    erasure: contentErasure(foundation),
  };
  const stores = {
    transactions: new transactions.FirestoreTransactions(ports),
    outbox: new outbox.FirestoreOutbox(ports),
    reports: new reports.FirestoreDeliveryReports(ports),
    overdue: new overdue.FirestoreOverdueWork(ports),
    cursor: new cursor.FirestoreBackfillCursor(ports),
    known: new known.FirestoreKnownMessages(ports),
    census: new census.FirestoreMappingCensus(ports),
    records: new records.FirestoreUserRecords(ports),
  };
  return { app, stores };
}

function queues({ config, environment, logger, metrics }: Foundation, app: App) {
  const options = { app, region: config.region, clock: environment.clock, metrics, logger };
  return {
    queue: new CloudTasksSendQueue(options),
    processQueue: new CloudTasksProcessQueue(options),
    eventQueue: new CloudTasksEventQueue(options),
  };
}
