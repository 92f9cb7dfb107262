import { getFirestore, Timestamp } from 'firebase-admin/firestore';
import type { DocumentChange, EmbeddedFirestore } from '../../../../local/firestore/embedded-firestore.ts';
import type { ReceiveMessageResult } from '../../../src/app/receiving/receive-message-use-case.ts';
import type { StartLinkResult } from '../../../src/app/linking/start-link-use-case.ts';
import { formatLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { parseWhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import type { Instant } from '../../../src/domain/shared/clock.ts';
import type { Language } from '../../../src/domain/shared/language.ts';
import type { RandomSource } from '../../../src/domain/shared/random-source.ts';
import type { InboundMessage } from '../../../src/domain/messaging/inbound-message.ts';
import { HmacAddressKeys } from '../../../src/infra/cryptography/hmac-address-keys.ts';
import { NodeRandomSource } from '../../../src/infra/cryptography/node-random-source.ts';
import { revisionOf } from '../../../src/infra/firestore/firestore-outbox.ts';
import { WhatsAppModule, type OutsideWorld } from '../../../src/infra/whatsapp-module.ts';
import { SENDER, testConfig } from '../../support/test-configuration.ts';
import { FakeEventQueue, FakeProcessQueue, FakeQueue } from './fake-queue.ts';
import { FakeTwilio } from './fake-twilio.ts';
import { RecordingProcessor } from './recording-processor.ts';
import { emptyFirestore } from './shared-firestore.ts';
import { TestClock } from './test-clock.ts';
import { textMessage } from '../../support/text-message.ts';

export const ADA_PHONE = 'whatsapp:+15551110001';
export const GRACE_PHONE = 'whatsapp:+15551110002';

export interface InboundOptions {
  readonly sid?: string;
  readonly otherAddress?: string;
  readonly sentTo?: string;
  readonly profileName?: string;
  readonly optOutType?: 'STOP' | 'START' | 'HELP';
}

export interface LinkingWorldOptions {
  readonly random?: RandomSource;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly intercept?: (world: OutsideWorld) => OutsideWorld;
}

/** As its event shows it. */
interface CreatedDocument {
  readonly path: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Whole milliseconds, as this world's Firestore counts. */
  readonly at: Instant;
}

let nextSid = 0;

/** The use cases on the real Firestore adapters and the embedded Firestore, with a clock, a queue and a Twilio of the test's. */
export class LinkingWorld {
  readonly clock = new TestClock();
  readonly twilio = new FakeTwilio(this.clock);
  readonly queue = new FakeQueue();
  readonly processQueue = new FakeProcessQueue();
  readonly eventQueue = new FakeEventQueue();
  /** The product. */
  readonly processor = new RecordingProcessor();
  readonly logLines: string[] = [];
  /** How often a failed event or task is delivered again before the failure is the test's. */
  redeliveries = 0;
  readonly firestore: EmbeddedFirestore;
  #module: WhatsAppModule | undefined;
  #created: CreatedDocument[] = [];

  private constructor(firestore: EmbeddedFirestore) {
    this.firestore = firestore;
  }

  static async create(options: LinkingWorldOptions = {}): Promise<LinkingWorld> {
    const firestore = await emptyFirestore();
    const world = new LinkingWorld(firestore);
    await world.deploy(options);
    firestore.onCommit((changes) => world.#remember(changes));
    return world;
  }

  /** Builds the use cases anew, on the same database and with the same Twilio and queues. */
  async deploy({
    parameters = {},
    random = new NodeRandomSource(),
    intercept,
  }: LinkingWorldOptions): Promise<void> {
    const { twilio: messaging, queue, processQueue, eventQueue, processor, clock } = this;
    this.#module = await WhatsAppModule.create(
      // faults of a test lie between its use cases and `transactions`
      testConfig({ WEBHOOK_FIRESTORE_CLIENT: 'sdk', ...parameters }),
      { clock, random, logOutput: (line) => this.logLines.push(line) },
      (outside) => {
        const eventSink = outside.eventSink && processor;
        const inside = { ...outside, messaging, queue, processQueue, eventQueue, processor, eventSink };
        return intercept?.(inside) ?? inside;
      },
    );
  }

  get module(): WhatsAppModule {
    if (this.#module === undefined) throw new Error('The module is built by create().');
    return this.#module;
  }

  start(userId: string, language: Language | null = null): Promise<StartLinkResult> {
    return this.module.startLink.execute({
      language,
      user: { userId, isAnonymous: false, signedInAt: this.clock.now() },
      identity: { verifiedEmail: `${userId}@example.com`, phoneNumber: null },
      tokenIssuedAt: this.clock.now(),
    });
  }

  receive(from: string, body: string, options: InboundOptions = {}): Promise<ReceiveMessageResult> {
    return this.module.receiveMessage.execute({ message: inboundMessage(from, body, options) });
  }

  async claim(userId: string, from: string, options: InboundOptions = {}) {
    const started = await this.start(userId);
    const { replyText } = await this.receive(from, formatLinkMessage(started.code), options);
    return { ...started, confirmationNumber: /\d{6}/.exec(replyText ?? '')?.[0] ?? '' };
  }

  confirm(userId: string, requestId: string, confirmationNumber: string) {
    return this.module.linkAccount.execute({ userId, requestId, confirmationNumber });
  }

  async link(userId: string, from: string, options: InboundOptions = {}): Promise<string> {
    const { requestId, confirmationNumber } = await this.claim(userId, from, options);
    await this.confirm(userId, requestId, confirmationNumber);
    return requestId;
  }

  /** Delivers every Firestore event and every task that is due, until nothing is left to do now. */
  async settle(): Promise<void> {
    for (;;) {
      const events = this.#created.splice(0);
      const tasks = this.#dueTasks();
      if (events.length === 0 && tasks.length === 0) return;
      for (const event of events) await this.#atLeastOnce(() => this.deliver(event));
      for (const { run, finish } of tasks) {
        await this.#atLeastOnce(run);
        finish();
      }
    }
  }

  /** Lets time pass from one task to the next until the queues are empty. */
  async settleInTime(): Promise<void> {
    await this.settle();
    for (let next = this.#nextTaskAt(); next !== null; next = this.#nextTaskAt()) {
      this.clock.advance(Math.max(0, next - this.clock.now()));
      await this.settle();
    }
  }

  #dueTasks() {
    const { queue, processQueue, eventQueue, module } = this;
    const now = this.clock.now();
    return [
      ...queue.due(now).map((task) => ({
        run: () => module.sendMessage.execute(task),
        finish: () => queue.finish(task),
      })),
      ...processQueue.due(now).map((task) => ({
        run: () => module.processMessage.execute(task),
        finish: () => processQueue.finish(task),
      })),
      ...eventQueue.due(now).map((task) => ({
        run: () => module.deliverEvent.execute(task),
        finish: () => eventQueue.finish(task),
      })),
    ];
  }

  #nextTaskAt(): number | null {
    const times = [this.queue, this.processQueue, this.eventQueue].flatMap((queue) => queue.nextAt() ?? []);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Events and tasks whose delivery failed come again a little later; one that fails for ever is an error of the test. */
  async #atLeastOnce(delivery: () => Promise<unknown>): Promise<void> {
    for (let failures = 0; ; failures += 1) {
      try {
        await delivery();
        return;
      } catch (error) {
        if (failures === this.redeliveries) throw error;
        this.clock.advance(10_000);
      }
    }
  }

  async deliver(document: CreatedDocument): Promise<void> {
    const { module } = this;
    const { path, data } = document;
    const id = path.slice(path.indexOf('/') + 1);
    if (path.startsWith('whatsapp_outbound_messages/')) await this.#deliverOutbound(id, document);
    if (path.startsWith('whatsapp_inbound_messages/')) {
      await module.processMessage.execute({ userId: String(data['user_id']) });
    }
    if (path.startsWith('whatsapp_events/')) await module.deliverEvent.execute({ eventId: id });
    if (path.startsWith('whatsapp_user_mappings/')) {
      const linkedAt = Date.parse(String(data['linked_at']));
      const linkId = typeof data['link_id'] === 'string' ? data['link_id'] : null;
      await module.announceLinkedAccount.execute({ addressKey: id, linkId, linkedAt });
    }
  }

  /** A document is as it was created until somebody changes it: its first version bears the time of its creation. */
  async #deliverOutbound(messageId: string, { data, at }: CreatedDocument): Promise<void> {
    await this.module.enqueueMessage.execute({
      messageId,
      createdAt: at,
      revision: revisionOf(Timestamp.fromMillis(at)),
      isTakenUp: data['state'] !== undefined,
    });
  }

  /** What a product's own backend does: nothing but the fields that the README names. */
  async addToOutbox(id: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    await getFirestore().doc(`whatsapp_outbound_messages/${id}`).create(fields);
  }

  /** Documents of a collection by id. */
  documents(collection: string): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
    return new Map(
      this.firestore
        .documents(collection)
        // documents() shows plain JSON objects
        .map(({ path, data }) => [path.slice(collection.length + 1), data as Record<string, unknown>]),
    );
  }

  /** What an operator or the identity rules do to every mapping there is. */
  async setMappingState(state: 'suspended' | 'disabled' | 'blocked'): Promise<void> {
    for (const id of this.documents('whatsapp_user_mappings').keys()) {
      await getFirestore().doc(`whatsapp_user_mappings/${id}`).update({ state });
    }
  }

  /** What an operator does to an address. */
  async block(address: string): Promise<void> {
    await this.changeContact(address, { blocked: true });
  }

  /** Writes fields of an address's contact, which need not exist. */
  async changeContact(address: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    await getFirestore()
      .doc(`whatsapp_contacts/${this.keyOf(address)}`)
      .set(fields, { merge: true });
  }

  /** Writes fields of the mapping that is stored under an address. */
  async changeMapping(address: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    await getFirestore()
      .doc(`whatsapp_user_mappings/${this.keyOf(address)}`)
      .update(fields);
  }

  keyOf(address: string): string {
    const keys = new HmacAddressKeys({ keys: testConfig().keys.addressKeys });
    return keys.keyOf(parseWhatsAppAddress(address));
  }

  /** Events that have been seen but not delivered. */
  takeEvents() {
    return this.#created.splice(0);
  }

  #remember(changes: readonly DocumentChange[]): void {
    for (const { kind, path, after, at } of changes) {
      if (kind === 'created') this.#created.push({ path, data: after ?? {}, at: Date.parse(at) });
    }
  }
}

export function aMessageSid(): string {
  nextSid += 1;
  return `SM${nextSid.toString(16).padStart(32, '0')}`;
}

function inboundMessage(from: string, body: string, options: InboundOptions): InboundMessage {
  const { sid = aMessageSid(), otherAddress, optOutType = null } = options;
  return textMessage({
    messageSid: sid,
    from,
    body,
    sentTo: options.sentTo ?? SENDER,
    sender: {
      address: parseWhatsAppAddress(from),
      otherAddress: otherAddress === undefined ? null : parseWhatsAppAddress(otherAddress),
      profileName: options.profileName ?? 'Profile Name',
    },
    optOutType,
  });
}
