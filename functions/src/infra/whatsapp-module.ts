import type { AnnounceLinkedAccountUseCase } from '../app/linking/announce-linked-account-use-case.ts';
import type { CancelLinkUseCase } from '../app/linking/cancel-link-use-case.ts';
import type { LinkAccountUseCase } from '../app/linking/link-account-use-case.ts';
import type { StartLinkUseCase } from '../app/linking/start-link-use-case.ts';
import type { UnlinkUseCase } from '../app/linking/unlink-use-case.ts';
import type { DeliverEventUseCase } from '../app/events/deliver-event-use-case.ts';
import type { EraseUserUseCase } from '../app/privacy/erase-user-use-case.ts';
import type { ExportUserUseCase } from '../app/privacy/export-user-use-case.ts';
import type { ProcessMessageUseCase } from '../app/processing/process-message-use-case.ts';
import type { BackfillInboundUseCase } from '../app/receiving/backfill-inbound-use-case.ts';
import type { ReceiveMessageUseCase } from '../app/receiving/receive-message-use-case.ts';
import type { EnqueueMessageUseCase } from '../app/sending/enqueue-message-use-case.ts';
import type { RecordDeliveryUseCase } from '../app/sending/record-delivery-use-case.ts';
import type { SendMessageUseCase } from '../app/sending/send-message-use-case.ts';
import type { SubmitMessageUseCase } from '../app/sending/submit-message-use-case.ts';
import type { SweepMessagesUseCase } from '../app/sweeping/sweep-messages-use-case.ts';
import type { MessageProcessor } from '../domain/messaging/message-processor.ts';
import type { Logger } from '../domain/shared/logger.ts';
import type { MetricsCollector } from '../domain/shared/metrics-collector.ts';
import { RecentCalls } from '../domain/shared/recent-calls.ts';
import type { TokenStatus } from '../domain/shared/token-status.ts';
import type { Foundation } from './composition/foundation.ts';
import { linkingUseCases } from './composition/linking-use-cases.ts';
import { outsideWorld, type OutsideWorld } from './composition/outside-world.ts';
import { privacyUseCases } from './composition/privacy-use-cases.ts';
import { processingUseCases } from './composition/processing-use-cases.ts';
import { productProcessor } from './composition/product-processor.ts';
import { sendingUseCases } from './composition/sending-use-cases.ts';
import type { AppConfig } from './config/app-config.ts';
import { readAppConfig } from './config/read-app-config.ts';
import { currentEnvironment, type Environment } from './environment.ts';
import { createLogger } from './logging/create-logger.ts';
import { StructuredLogMetricsCollector } from './metrics/structured-log-metrics-collector.ts';
import { TwilioRequestVerifier } from './twilio/twilio-request-verifier.ts';

export type { OutsideWorld } from './composition/outside-world.ts';

/** The composition root: what `composition/` creates and wires, built once per cold start. */
export class WhatsAppModule {
  readonly config: AppConfig;
  readonly logger: Logger;
  readonly metrics: MetricsCollector;
  readonly requestVerifier: TwilioRequestVerifier;
  readonly recentCalls: RecentCalls;
  readonly tokenStatus: TokenStatus;
  readonly startLink: StartLinkUseCase;
  readonly linkAccount: LinkAccountUseCase;
  readonly cancelLink: CancelLinkUseCase;
  readonly unlink: UnlinkUseCase;
  readonly announceLinkedAccount: AnnounceLinkedAccountUseCase;
  readonly receiveMessage: ReceiveMessageUseCase;
  readonly processMessage: ProcessMessageUseCase;
  readonly backfillInbound: BackfillInboundUseCase;
  readonly submitMessage: SubmitMessageUseCase;
  readonly enqueueMessage: EnqueueMessageUseCase;
  readonly sendMessage: SendMessageUseCase;
  readonly recordDelivery: RecordDeliveryUseCase;
  readonly sweepMessages: SweepMessagesUseCase;
  readonly deliverEvent: DeliverEventUseCase;
  readonly eraseUser: EraseUserUseCase;
  readonly exportUser: ExportUserUseCase;

  constructor(foundation: Foundation, world: OutsideWorld) {
    const { config } = foundation;
    this.config = config;
    this.logger = foundation.logger;
    this.metrics = foundation.metrics;
    this.requestVerifier = new TwilioRequestVerifier({
      ...config.twilio,
      publicBaseUrl: config.publicBaseUrl,
      functionPrefix: config.functionPrefix,
    });
    const { clock } = foundation.environment;
    this.recentCalls = new RecentCalls({ clock, perMinute: config.calls.perMinute });
    this.tokenStatus = world.tokenStatus;
    const linking = linkingUseCases(foundation, world);
    const sending = sendingUseCases(foundation, world);
    const processing = processingUseCases(foundation, world, {
      receiveMessage: linking.receiveLateMessage,
      recordDelivery: sending.recordDelivery,
      pauses: sending.pauses,
    });
    this.startLink = linking.startLink;
    this.linkAccount = linking.linkAccount;
    this.cancelLink = linking.cancelLink;
    this.unlink = linking.unlink;
    this.announceLinkedAccount = linking.announceLinkedAccount;
    this.receiveMessage = linking.receiveMessage;
    this.submitMessage = sending.submitMessage;
    this.enqueueMessage = sending.enqueueMessage;
    this.sendMessage = sending.sendMessage;
    this.recordDelivery = sending.recordDelivery;
    this.processMessage = processing.processMessage;
    this.backfillInbound = processing.backfillInbound;
    this.sweepMessages = processing.sweepMessages;
    this.deliverEvent = processing.deliverEvent;
    const privacy = privacyUseCases(foundation, world);
    this.eraseUser = privacy.eraseUser;
    this.exportUser = privacy.exportUser;
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
    const options = {
      level: config.logLevel,
      samplePercent: config.logSamplePercent,
      projectId: config.project,
      service: environment.deployment?.functionName ?? 'linkline',
      version: environment.deployment?.revision,
      ...output,
    };
    const logger = await createLogger(options);
    const foundation: Foundation = { config, environment, logger, metrics };
    const world = outsideWorld(foundation);
    const processor: MessageProcessor = productProcessor(foundation, world.processor);
    return new WhatsAppModule(foundation, intercept({ ...world, processor }));
  }
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
