import { setTimeout as wait } from 'node:timers/promises';
import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import { getFirestore, type Firestore } from 'firebase-admin/firestore';
import { ProductEvents } from '../../functions/src/app/events/product-events.ts';
import { LinkNotices } from '../../functions/src/app/linking/link-notices.ts';
import { UnlinkUseCase } from '../../functions/src/app/linking/unlink-use-case.ts';
import { AcceptIdentityChangesUseCase } from '../../functions/src/app/operating/accept-identity-changes-use-case.ts';
import { BlockAddressUseCase } from '../../functions/src/app/operating/block-address-use-case.ts';
import { CancelMessageUseCase } from '../../functions/src/app/operating/cancel-message-use-case.ts';
import { ImportMappingsUseCase } from '../../functions/src/app/operating/import-mappings-use-case.ts';
import { RekeyUseCase } from '../../functions/src/app/operating/rekey-use-case.ts';
import type { BackfillInboundUseCase } from '../../functions/src/app/receiving/backfill-inbound-use-case.ts';
import { RedriveUseCase, type RedriveQueues } from '../../functions/src/app/operating/redrive-use-case.ts';
import { ReplayMessagesUseCase } from '../../functions/src/app/operating/replay-messages-use-case.ts';
import { ResumeIdentityWatchUseCase } from '../../functions/src/app/operating/resume-identity-watch-use-case.ts';
import { ShowIdentityWatchUseCase } from '../../functions/src/app/operating/show-identity-watch-use-case.ts';
import { ShowMappingUseCase } from '../../functions/src/app/operating/show-mapping-use-case.ts';
import { EraseProviderRecordsUseCase } from '../../functions/src/app/privacy/erase-provider-records-use-case.ts';
import { EraseUserUseCase } from '../../functions/src/app/privacy/erase-user-use-case.ts';
import { SendingPauses } from '../../functions/src/app/sending/sending-pauses.ts';
import type { AddressKeys } from '../../functions/src/domain/linking/address-key.ts';
import type { LinkingTransactions } from '../../functions/src/domain/linking/linking-repositories.ts';
import { ReplyLanguages } from '../../functions/src/domain/replies/reply-languages.ts';
import { ReplyTexts } from '../../functions/src/domain/messaging/reply-texts.ts';
import type { InboundHistory } from '../../functions/src/domain/operating/inbound-history.ts';
import type { OperatorQueries } from '../../functions/src/domain/operating/operator-queries.ts';
import type { Rekeying } from '../../functions/src/domain/operating/rekeying.ts';
import type { UserRecordsReader } from '../../functions/src/domain/operating/user-records.ts';
import type { Clock } from '../../functions/src/domain/shared/clock.ts';
import type { Logger } from '../../functions/src/domain/shared/logger.ts';
import type { MetricsCollector } from '../../functions/src/domain/shared/metrics-collector.ts';
import { parseAppConfig } from '../../functions/src/infra/config/parse-app-config.ts';
import { HmacUserKeys } from '../../functions/src/infra/cryptography/hmac-user-keys.ts';
import { NodeRandomSource } from '../../functions/src/infra/cryptography/node-random-source.ts';
import { collections } from '../../functions/src/infra/firestore/collections.ts';
import { FirestoreInboundHistory } from '../../functions/src/infra/firestore/firestore-inbound-history.ts';
import { FirestoreMappingCensus } from '../../functions/src/infra/firestore/firestore-mapping-census.ts';
import { FirestoreOperatorQueries } from '../../functions/src/infra/firestore/firestore-operator-queries.ts';
import { FirestoreRekeying } from '../../functions/src/infra/firestore/firestore-rekeying.ts';
import { FirestoreTransactions } from '../../functions/src/infra/firestore/firestore-transactions.ts';
import { FirestoreUserRecords } from '../../functions/src/infra/firestore/firestore-user-records.ts';
import { CloudTasksEventQueue } from '../../functions/src/infra/tasks/cloud-tasks-event-queue.ts';
import { CloudTasksProcessQueue } from '../../functions/src/infra/tasks/cloud-tasks-process-queue.ts';
import { CloudTasksSendQueue } from '../../functions/src/infra/tasks/cloud-tasks-send-queue.ts';
import { TwilioProviderRecords } from '../../functions/src/infra/twilio/twilio-provider-records.ts';
import { WhatsAppModule } from '../../functions/src/infra/whatsapp-module.ts';
import { verifiedAddressKeys } from './address-keys.ts';
import { UnusableError } from './admin-error.ts';
import { checkAccess } from './check-access.ts';
import type { Settings } from './settings.ts';
import { storageSettings } from './storage-settings.ts';
import { twilioSettings } from './twilio-settings.ts';

export interface ConnectionOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: MetricsCollector;
}

const TIME_TO_ANSWER = 10_000;

/** One world's database, and the use cases on it. What needs a parameter or secret asks for it when it is first used. */
export class Connection {
  readonly settings: Settings;
  readonly firestore: Firestore;
  readonly transactions: LinkingTransactions;
  readonly queries: OperatorQueries;
  readonly inboundHistory: InboundHistory;
  readonly records: UserRecordsReader;
  readonly rekeying: Rekeying;
  readonly #options: ConnectionOptions;
  readonly #app: App;

  private constructor(options: ConnectionOptions) {
    const { settings, clock, metrics } = options;
    this.#options = options;
    this.#app = initializeApp({ projectId: settings.project }, 'admin');
    this.firestore = getFirestore(this.#app, settings.read('FIRESTORE_DATABASE').FIRESTORE_DATABASE);
    if (settings.emulatorHost !== null) {
      // an emulator asks for no credentials; the client would look for some on the network nevertheless
      process.env['METADATA_SERVER_DETECTION'] ??= 'none';
      this.firestore.settings({ host: settings.emulatorHost, ssl: false });
    }
    this.settings = settings;
    const ports = { firestore: this.firestore, metrics, clock };
    this.transactions = new FirestoreTransactions({ ...ports, ...storageSettings(settings) });
    this.queries = new FirestoreOperatorQueries(ports);
    this.inboundHistory = new FirestoreInboundHistory(ports);
    this.records = new FirestoreUserRecords({ firestore: this.firestore, metrics });
    this.rekeying = new FirestoreRekeying({ firestore: this.firestore, metrics });
  }

  /** Throws `UnusableError` where the database does not answer. */
  static async open(options: ConnectionOptions): Promise<Connection> {
    await checkAccess(options.settings.emulatorHost);
    const connection = new Connection(options);
    await connection.#reach();
    return connection;
  }

  async close(): Promise<void> {
    await deleteApp(this.#app);
  }

  /** The key of the settings, once it has been found to be the one under which numbers are stored. */
  addressKeys(): Promise<AddressKeys> {
    return verifiedAddressKeys(this);
  }

  get sendingPauses(): SendingPauses {
    return new SendingPauses(this.#ports);
  }

  get cancelMessage(): CancelMessageUseCase {
    return new CancelMessageUseCase(this.#ports);
  }

  get showIdentityWatch(): ShowIdentityWatchUseCase {
    return new ShowIdentityWatchUseCase(this.#ports);
  }

  get acceptIdentityChanges(): AcceptIdentityChangesUseCase {
    const census = new FirestoreMappingCensus({ firestore: this.firestore, metrics: this.#options.metrics });
    return new AcceptIdentityChangesUseCase({ ...this.#ports, census });
  }

  get resumeIdentityWatch(): ResumeIdentityWatchUseCase {
    return new ResumeIdentityWatchUseCase(this.#ports);
  }

  get redrive(): RedriveUseCase {
    return new RedriveUseCase({ ...this.#ports, queues: this.settings.isReal ? this.#queues() : null });
  }

  get replayMessages(): ReplayMessagesUseCase {
    return new ReplayMessagesUseCase({
      ...this.#ports,
      queue: this.settings.isReal ? this.#queues().inbound : null,
      outboundRetention: storageSettings(this.settings).retention.outboundMessage,
    });
  }

  get rekey(): RekeyUseCase {
    return new RekeyUseCase({ ...this.#ports, rekeying: this.rekeying });
  }

  async showMapping(): Promise<ShowMappingUseCase> {
    return new ShowMappingUseCase({ ...this.#ports, keys: await this.addressKeys() });
  }

  async blockAddress(): Promise<BlockAddressUseCase> {
    return new BlockAddressUseCase({ ...this.#ports, keys: await this.addressKeys() });
  }

  async importMappings(): Promise<ImportMappingsUseCase> {
    return new ImportMappingsUseCase({ ...this.#ports, keys: await this.addressKeys() });
  }

  async unlink(): Promise<UnlinkUseCase> {
    const { MESSAGE_PROCESSOR, FORWARD_EVENTS } = this.settings.read('MESSAGE_PROCESSOR', 'FORWARD_EVENTS');
    return new UnlinkUseCase({
      ...this.#ports,
      keys: await this.addressKeys(),
      notices: this.#linkNotices(),
      events: new ProductEvents({ enabled: MESSAGE_PROCESSOR === 'forward' ? FORWARD_EVENTS : new Set() }),
    });
  }

  async eraseUser(): Promise<EraseUserUseCase> {
    const { ADDRESS_KEY } = this.settings.read('ADDRESS_KEY');
    return new EraseUserUseCase({
      ...this.#ports,
      keys: await this.addressKeys(),
      userKeys: new HmacUserKeys({ keys: ADDRESS_KEY }),
      receiptRetention: storageSettings(this.settings).retention.erasure,
    });
  }

  async eraseProviderRecords(): Promise<EraseProviderRecordsUseCase> {
    const { logger, metrics } = this.#options;
    const config = twilioSettings(this.settings);
    return new EraseProviderRecordsUseCase({
      ...this.#ports,
      keys: await this.addressKeys(),
      records: this.records,
      provider: new TwilioProviderRecords({ config, logger, metrics, wait }),
    });
  }

  /** Receives through the same composition as the deployed functions, so it needs their whole configuration. */
  async backfillInbound(): Promise<BackfillInboundUseCase> {
    const { settings } = this;
    await this.addressKeys();
    const config = parseAppConfig(settings.texts, settings.project);
    const { clock } = this.#options;
    const environment = { clock, random: new NodeRandomSource(), logOutput: () => {} };
    return (await WhatsAppModule.create(config, environment)).backfillInbound;
  }

  #linkNotices(): LinkNotices {
    const values = this.settings.read('PRODUCT_NAME', 'LINK_PAGE_URL', 'REPLY_LANGUAGES', 'REPLY_TEXTS');
    const texts = new ReplyTexts({
      productName: values.PRODUCT_NAME,
      linkPageUrl: values.LINK_PAGE_URL,
      overrides: values.REPLY_TEXTS,
    });
    return new LinkNotices({ texts, languages: new ReplyLanguages(values.REPLY_LANGUAGES) });
  }

  get #ports() {
    const { clock, logger } = this.#options;
    return { transactions: this.transactions, clock, logger };
  }

  #queues(): RedriveQueues {
    const { FUNCTION_DEFAULT_REGION: region } = this.settings.read('FUNCTION_DEFAULT_REGION');
    const options = { ...this.#options, app: this.#app, region };
    return {
      outbound: new CloudTasksSendQueue(options),
      inbound: new CloudTasksProcessQueue(options),
      events: new CloudTasksEventQueue(options),
    };
  }

  /** The client itself would try for minutes, and would not be closed before. */
  async #reach(): Promise<void> {
    const { promise: timeOut, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(noAnswer(this.settings.project)), TIME_TO_ANSWER);
    try {
      const read = this.firestore.collection(collections.sendingPause).limit(1).get();
      await Promise.race([read, timeOut]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function noAnswer(project: string): UnusableError {
  return new UnusableError(`No answer from the Firestore of ${project}: check the network, and --project.`);
}
