import type { EmbeddedFirestore } from '../../../../local/firestore/embedded-firestore.ts';
import {
  ProcessMessageUseCase,
  type ProcessMessageCommand,
  type ProcessMessagePorts,
} from '../../../src/app/processing/process-message-use-case.ts';
import type { LinkingTransactions } from '../../../src/domain/linking/linking-repositories.ts';
import {
  newlyStored,
  type StoredInboundMessage,
} from '../../../src/domain/messaging/inbound-message-repository.ts';
import type { ProcessingOutcome } from '../../../src/domain/messaging/message-processor.ts';
import { queuedMessage } from '../../../src/domain/messaging/outbound-message.ts';
import { RetrySchedule } from '../../../src/domain/messaging/retry-schedule.ts';
import { MINUTE, SECOND } from '../../../src/domain/shared/clock.ts';
import { NodeRandomSource } from '../../../src/infra/cryptography/node-random-source.ts';
import { firestoreClient } from '../../../src/infra/firestore/firestore-client.ts';
import { FirestoreTransactions } from '../../../src/infra/firestore/firestore-transactions.ts';
import { InMemoryMetricsCollector } from '../../../src/infra/metrics/in-memory-metrics-collector.ts';
import { RecordingLogger } from '../../domain/shared/recording-logger.ts';
import { FakeProcessQueue } from '../support/fake-queue.ts';
import { emptyFirestore } from '../support/shared-firestore.ts';
import { TestClock } from '../support/test-clock.ts';
import { storagePorts } from '../../support/storage-ports.ts';
import { textMessage } from '../../support/text-message.ts';

export interface ProcessingWorldOptions {
  readonly timeBudget?: number;
  readonly intercept?: (ports: ProcessMessagePorts) => Partial<ProcessMessagePorts>;
}

/** Half of the largest delay each time, so that the times of the tries are known. */
class HalfwayRandom extends NodeRandomSource {
  override unit(): number {
    return 0.5;
  }
}

const config = { maxRetries: 5, retryDelay: 30 * SECOND, maxDelay: 2 * MINUTE, maxBlock: 2 * MINUTE };

/** Processing on the real Firestore adapters and the embedded Firestore, with a clock, a queue and a processor of the test's. */
export class ProcessingWorld {
  readonly clock = new TestClock();
  readonly queue = new FakeProcessQueue();
  readonly logger = new RecordingLogger();
  /** The calls of the processor, as `<user>/<number>`. */
  readonly calls: string[] = [];
  /** Answers the processor; one reply that names the call unless the test says otherwise. */
  process: (message: StoredInboundMessage, call: number) => Promise<ProcessingOutcome> = async (_, call) =>
    replied(`answer ${call}`);
  readonly transactions: LinkingTransactions;
  readonly firestore: EmbeddedFirestore;
  readonly #useCase: ProcessMessageUseCase;

  private constructor(
    firestore: EmbeddedFirestore,
    { timeBudget = MINUTE, intercept }: ProcessingWorldOptions,
  ) {
    const { clock, queue, logger } = this;
    const random = new HalfwayRandom();
    this.firestore = firestore;
    this.transactions = new FirestoreTransactions({
      firestore: firestoreClient('(default)').firestore,
      metrics: new InMemoryMetricsCollector({ clock }),
      ...storagePorts(clock),
    });
    const ports: ProcessMessagePorts = {
      transactions: this.transactions,
      processor: { process: (message) => this.#process(message) },
      schedule: new RetrySchedule({ config, random, logger }),
      queue,
      config,
      random,
      tracing: { follow: () => {}, apart: (work) => work() },
      clock,
      logger,
      timeBudget,
    };
    this.#useCase = new ProcessMessageUseCase({ ...ports, ...intercept?.(ports) });
  }

  static async create(options: ProcessingWorldOptions = {}): Promise<ProcessingWorld> {
    const firestore = await emptyFirestore();
    return new ProcessingWorld(firestore, options);
  }

  async store(userId: string, ...numbers: readonly number[]): Promise<void> {
    await this.transactions.run('store', async ({ inbound }) => {
      const receivedAt = this.clock.now();
      for (const number of numbers) {
        const message = aMessage(sidOf(userId, number));
        inbound.create(newlyStored({ userId, number, message, receivedAt, backfilled: false }));
      }
    });
  }

  async addToOutbox(id: string, body: string): Promise<void> {
    const content = { kind: 'text', body, mediaUrl: null } as const;
    const createdAt = this.clock.now();
    const recipient = { kind: 'linked-user' } as const;
    await this.transactions.run('add', async ({ outbound }) =>
      outbound.create(
        queuedMessage({
          id,
          userId: 'ada',
          recipient,
          content,
          fallbackTemplate: null,
          createdAt,
          expiresAt: null,
        }),
      ),
    );
  }

  run(userId: string, messageSid: string | null = null) {
    return this.#useCase.execute({ userId, messageSid });
  }

  /** As a trigger or the task queue does it: what fails is delivered again a little later. */
  async deliver(command: ProcessMessageCommand): Promise<void> {
    for (let deliveries = 1; ; deliveries += 1) {
      try {
        await this.#useCase.execute(command);
        return;
      } catch (error) {
        if (deliveries === 30) throw error;
        this.clock.advance(10 * SECOND);
      }
    }
  }

  /** Lets time pass from one task to the next until the queue is empty. */
  async settleInTime(): Promise<void> {
    for (let next = this.queue.nextAt(); next !== null; next = this.queue.nextAt()) {
      this.clock.advance(Math.max(0, next - this.clock.now()));
      for (const task of this.queue.due(this.clock.now())) {
        await this.deliver(task);
        this.queue.finish(task);
      }
    }
  }

  async message(userId: string, number: number): Promise<StoredInboundMessage | null> {
    return this.transactions.run('look', ({ inbound }) => inbound.find(sidOf(userId, number)));
  }

  /** The texts of the outbox by id. */
  replies(): Readonly<Record<string, unknown>> {
    const documents = this.firestore.documents('whatsapp_outbound_messages');
    return Object.fromEntries(
      documents.map(({ path, data }) => [path.slice(path.indexOf('/') + 1), data['body']]),
    );
  }

  #process(message: StoredInboundMessage): Promise<ProcessingOutcome> {
    this.calls.push(`${message.userId}/${message.number}`);
    return this.process(message, this.calls.length);
  }
}

/** Ids whose order is not that of the numbers. */
export function sidOf(userId: string, number: number): string {
  const digits = Buffer.from(`${userId}/${9 - number}`).toString('hex');
  return `SM${digits.padStart(32, '0')}`;
}

export function replied(...bodies: readonly string[]): ProcessingOutcome {
  const replies = bodies.map((body) => ({
    content: { kind: 'text' as const, body, mediaUrl: null },
    fallbackTemplate: null,
  }));
  return { kind: 'processed', replies };
}

export function failure(
  options: { readonly retryAfter?: number; readonly isFinal?: boolean } = {},
): ProcessingOutcome {
  return { kind: 'failed', reason: 'endpoint-down', retryAfter: null, isFinal: false, ...options };
}

function aMessage(messageSid: string): StoredInboundMessage['message'] {
  return textMessage({ messageSid, from: 'whatsapp:+15551110001', body: 'hello' });
}
