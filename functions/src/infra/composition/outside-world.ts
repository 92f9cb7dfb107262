import type { App } from 'firebase-admin/app';
import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { MessageProcessor } from '../../domain/messaging/message-processor.ts';
import type { MessagingService } from '../../domain/messaging/messaging-service.ts';
import type { ProductEventSink } from '../../domain/messaging/product-event.ts';
import type { ReceivedMessages } from '../../domain/messaging/received-messages.ts';
import type { EventQueue, ProcessQueue, SendQueue } from '../../domain/messaging/send-queue.ts';
import type { TokenStatus } from '../../domain/shared/token-status.ts';
import { FirebaseTokenStatus } from '../auth/firebase-token-status.ts';
import { functionUrl } from '../config/function-url.ts';
import { firebaseApp } from '../firebase-app.ts';
import { createProcessor } from '../processing/create-processor.ts';
import { CloudTasksEventQueue } from '../tasks/cloud-tasks-event-queue.ts';
import { CloudTasksProcessQueue } from '../tasks/cloud-tasks-process-queue.ts';
import { CloudTasksSendQueue } from '../tasks/cloud-tasks-send-queue.ts';
import { TwilioMessagingService } from '../twilio/twilio-messaging-service.ts';
import { TwilioReceivedMessages } from '../twilio/twilio-received-messages.ts';
import { firestoreStores, type FirestoreStores } from './firestore-stores.ts';
import type { Foundation } from './foundation.ts';
import { webhookStores } from './webhook-stores.ts';

/** What reaches beyond the process: tests put faults between these and the use cases. */
export interface OutsideWorld extends FirestoreStores {
  /** What the webhook receives messages with; null where it uses `transactions`. */
  readonly webhookTransactions: LinkingTransactions | null;
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

export function outsideWorld(foundation: Foundation): OutsideWorld {
  const { config, environment, logger, metrics } = foundation;
  const app = firebaseApp();
  const stores = firestoreStores(foundation);
  const { processor, eventSink } = createProcessor(config.processor, {
    clock: environment.clock,
    logger,
    metrics,
  });
  const { twilioTimeout: timeout } = environment;
  const twilio = { config: config.twilio, metrics, logger, ...(timeout !== undefined && { timeout }) };
  return {
    ...stores,
    ...webhookStores(foundation, stores),
    ...queues(foundation, app),
    tokenStatus: new FirebaseTokenStatus({ app, metrics }),
    processor,
    eventSink,
    messaging: new TwilioMessagingService({
      ...twilio,
      statusCallbackUrl: functionUrl(config, 'twilioStatus'),
    }),
    received: new TwilioReceivedMessages(twilio),
  };
}

function queues({ config, environment, logger, metrics }: Foundation, app: App) {
  const options = { app, region: config.region, clock: environment.clock, metrics, logger };
  return {
    queue: new CloudTasksSendQueue(options),
    processQueue: new CloudTasksProcessQueue(options),
    eventQueue: new CloudTasksEventQueue(options),
  };
}
