import type { App } from 'firebase-admin/app';
import { AnnounceLinkedAccountUseCase } from '../app/linking/announce-linked-account-use-case.ts';
import { CancelLinkUseCase } from '../app/linking/cancel-link-use-case.ts';
import { ClaimLinkUseCase } from '../app/linking/claim-link-use-case.ts';
import { LinkAccountUseCase } from '../app/linking/link-account-use-case.ts';
import { LinkEstablishment } from '../app/linking/link-establishment.ts';
import { LinkNotices } from '../app/linking/link-notices.ts';
import { StartLinkUseCase } from '../app/linking/start-link-use-case.ts';
import { UnlinkUseCase } from '../app/linking/unlink-use-case.ts';
import { AutomaticReplies } from '../app/receiving/automatic-replies.ts';
import { OptOut } from '../app/receiving/opt-out.ts';
import { ReceiveMessageUseCase } from '../app/receiving/receive-message-use-case.ts';
import { SenderLookup } from '../app/receiving/sender-lookup.ts';
import { RecordDeliveryUseCase } from '../app/sending/record-delivery-use-case.ts';
import { EnqueueMessageUseCase } from '../app/sending/enqueue-message-use-case.ts';
import { SendMessageUseCase } from '../app/sending/send-message-use-case.ts';
import { SentMessageSearch } from '../app/sending/sent-message-search.ts';
import { LinkRules } from '../domain/linking/link-rules.ts';
import type { LinkingTransactions } from '../domain/linking/linking-repositories.ts';
import type { DeliveryReports } from '../domain/messaging/delivery-status.ts';
import type { MessagingService } from '../domain/messaging/messaging-service.ts';
import { ReplyTexts } from '../domain/messaging/reply-texts.ts';
import { RetrySchedule } from '../domain/messaging/retry-schedule.ts';
import type { SendQueue } from '../domain/messaging/send-queue.ts';
import type { Logger } from '../domain/shared/logger.ts';
import type { MetricsCollector } from '../domain/shared/metrics-collector.ts';
import type { AppConfig } from './config/app-config.ts';
import { readAppConfig } from './config/read-app-config.ts';
import { HmacAddressKeys } from './cryptography/hmac-address-keys.ts';
import { HmacLinkCryptography } from './cryptography/hmac-link-cryptography.ts';
import { currentEnvironment, type Environment } from './environment.ts';
import { createLogger } from './logging/create-logger.ts';
import { StructuredLogMetricsCollector } from './metrics/structured-log-metrics-collector.ts';
import { CloudTasksSendQueue } from './tasks/cloud-tasks-send-queue.ts';
import { TwilioMessagingService } from './twilio/twilio-messaging-service.ts';
import { TwilioRequestVerifier } from './twilio/twilio-request-verifier.ts';

/** What reaches beyond the process: tests put faults between these and the use cases. */
export interface OutsideWorld {
  readonly transactions: LinkingTransactions;
  readonly messaging: MessagingService;
  readonly queue: SendQueue;
  readonly reports: DeliveryReports;
}

interface Foundation {
  readonly config: AppConfig;
  readonly environment: Environment;
  readonly logger: Logger;
  readonly metrics: MetricsCollector;
}

/** The composition root: the one place where things are created and wired. */
export class WhatsAppModule {
  readonly config: AppConfig;
  readonly logger: Logger;
  readonly metrics: MetricsCollector;
  readonly requestVerifier: TwilioRequestVerifier;
  readonly startLink: StartLinkUseCase;
  readonly linkAccount: LinkAccountUseCase;
  readonly cancelLink: CancelLinkUseCase;
  readonly unlink: UnlinkUseCase;
  readonly announceLinkedAccount: AnnounceLinkedAccountUseCase;
  readonly receiveMessage: ReceiveMessageUseCase;
  readonly enqueueMessage: EnqueueMessageUseCase;
  readonly sendMessage: SendMessageUseCase;
  readonly recordDelivery: RecordDeliveryUseCase;

  constructor({ config, environment, logger, metrics }: Foundation, world: OutsideWorld) {
    const { clock, random } = environment;
    const { transactions } = world;
    const keys = new HmacAddressKeys({ key: config.keys.addressKey });
    const cryptography = new HmacLinkCryptography({ key: config.keys.linkCodeKey, random });
    const rules = new LinkRules({ config: config.link, logger });
    const texts = new ReplyTexts(config.link);
    const notices = new LinkNotices({ texts });
    const establishment = new LinkEstablishment({ rules, keys, notices });
    const replies = new AutomaticReplies({ config: config.link, cryptography });
    const claimLink = new ClaimLinkUseCase({
      keys,
      config: config.link,
      rules,
      cryptography,
      replies,
      establishment,
    });
    const lookup = new SenderLookup({ keys, cryptography });
    const optOut = new OptOut({ keys, replies });
    const search = new SentMessageSearch({ ...world, clock });
    const schedule = new RetrySchedule({ config: config.messages, random, logger });
    const base = { transactions, clock, logger };

    this.config = config;
    this.logger = logger;
    this.metrics = metrics;
    this.requestVerifier = new TwilioRequestVerifier({
      ...config.twilio,
      publicBaseUrl: config.publicBaseUrl,
    });
    this.startLink = new StartLinkUseCase({ ...base, cryptography, rules });
    this.linkAccount = new LinkAccountUseCase({ ...base, cryptography, keys, rules, establishment });
    this.cancelLink = new CancelLinkUseCase(base);
    this.unlink = new UnlinkUseCase({ ...base, keys, notices });
    this.announceLinkedAccount = new AnnounceLinkedAccountUseCase({ ...base, notices });
    this.receiveMessage = new ReceiveMessageUseCase({
      ...base,
      keys,
      lookup,
      replies,
      claimLink,
      optOut,
      texts,
    });
    this.enqueueMessage = new EnqueueMessageUseCase({ queue: world.queue, clock, logger });
    this.sendMessage = new SendMessageUseCase({ ...base, ...world, search, schedule, random });
    this.recordDelivery = new RecordDeliveryUseCase({ reports: world.reports, clock, logger });
  }

  /** Throws `ConfigurationError`. `intercept` may wrap what reaches beyond the process. */
  static async create(
    config: AppConfig,
    environment: Environment,
    intercept: (world: OutsideWorld) => OutsideWorld = (world) => world,
  ): Promise<WhatsAppModule> {
    const output = environment.logOutput && { output: environment.logOutput };
    const listener = environment.metricsListener && { listener: environment.metricsListener };
    const metrics = new StructuredLogMetricsCollector({ clock: environment.clock, ...output, ...listener });
    const [logger, { firestoreClient }, { FirestoreTransactions }, { FirestoreDeliveryReports }] =
      await Promise.all([
        createLogger({ level: config.logLevel, projectId: config.project, service: 'linkline', ...output }),
        import('./firestore/firestore-client.ts'),
        import('./firestore/firestore-transactions.ts'),
        import('./firestore/firestore-delivery-reports.ts'),
      ]);
    const { app, firestore } = firestoreClient(config.database);
    const foundation: Foundation = { config, environment, logger, metrics };
    const transactions = new FirestoreTransactions({ firestore, metrics });
    const reports = new FirestoreDeliveryReports({ firestore, metrics });
    return new WhatsAppModule(foundation, intercept({ transactions, reports, ...adapters(foundation, app) }));
  }
}

function adapters({ config, environment, logger, metrics }: Foundation, app: App) {
  return {
    messaging: new TwilioMessagingService({
      config: config.twilio,
      statusCallbackUrl: `${config.publicBaseUrl}/twilioStatus`,
      metrics,
      logger,
    }),
    queue: new CloudTasksSendQueue({ app, region: config.region, clock: environment.clock, metrics, logger }),
  };
}

let instance: Promise<WhatsAppModule> | undefined;

/** Built by the first request of a cold start and shared by all; one that could not be built is tried anew. */
export function whatsAppModule(): Promise<WhatsAppModule> {
  instance ??= buildModule().catch((error: unknown) => {
    instance = undefined;
    throw error;
  });
  return instance;
}

async function buildModule(): Promise<WhatsAppModule> {
  return WhatsAppModule.create(readAppConfig(), currentEnvironment());
}
