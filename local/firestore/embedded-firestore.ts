import { randomUUID } from 'node:crypto';
import { Server } from '@grpc/grpc-js';
import { documentChange, type DocumentChange } from './document-change.ts';
import { DeclaredIndexes } from './indexes/declared-indexes.ts';
import type { IndexDefinitions } from './indexes/index-definitions.ts';
import { firestoreServiceDefinition } from './protocol/service-definition.ts';
import { RestService } from './rest/rest-service.ts';
import { FirestoreFaults } from './server/firestore-faults.ts';
import { FirestoreService } from './server/firestore-service.ts';
import { OperationCounter } from './server/operation-counter.ts';
import { restControl, type OtherAnswers } from './server/rest-control.ts';
import { SinglePort } from './server/single-port.ts';
import type { Database } from './store/database.ts';
import { Databases } from './store/databases.ts';
import type { CommittedChange } from './store/stored-document.ts';
import { EventFaults } from './triggers/event-faults.ts';
import { retryDelays } from './triggers/retry-delays.ts';
import { TriggerRegistry, type FirestoreTrigger } from './triggers/trigger-registry.ts';
import { comparePaths } from './value/compare-strings.ts';
import { toPlainJson, type PlainJsonObject } from './value/plain-json.ts';

export type { DocumentChange } from './document-change.ts';
export type { IndexDefinitions } from './indexes/index-definitions.ts';
export type { FirestoreFault, FirestoreFaults } from './server/firestore-faults.ts';
export type { FirestoreCall, FirestoreStrike } from './server/firestore-faults.ts';
export type { OperationCounts } from './server/operation-counter.ts';
export type { FirestoreTrigger } from './triggers/trigger-registry.ts';
export type { PlainJson, PlainJsonObject } from './value/plain-json.ts';

export interface EmbeddedFirestoreOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** The wall clock, in milliseconds since 1970. Waiting for locks, idleness and retries takes real time regardless. */
  readonly now?: () => number;
  /** Unique names for transactions, events and documents created without one; random unless given. */
  readonly createId?: () => string;
  /** The region that trigger events claim to come from. */
  readonly location?: string;
  /** How long a transaction or commit waits for a lock before it is ABORTED. */
  readonly lockTimeoutMs?: number;
  /** After how long without a call a transaction ends by itself. */
  readonly transactionIdleMs?: number;
  /** With it, a query that needs an index that is not declared fails, as it does in real Firestore. */
  readonly indexes?: IndexDefinitions;
  /** The waits before each repetition of a trigger delivery that failed. */
  readonly triggerRetryDelaysMs?: readonly number[];
  /** What its port also answers over HTTP, such as the administration APIs of the project; nothing unless given. */
  readonly otherAnswers?: OtherAnswers;
  /** Told of each event that a trigger did not acknowledge in the end; a process warning unless given. */
  readonly onTriggerError?: (trigger: FirestoreTrigger, error: unknown) => void;
}

export interface StoredJson {
  readonly path: string;
  readonly data: PlainJsonObject;
}

const LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024;

/** A Firestore server in this process: gRPC for its client libraries, the REST API where one goes without, and what a test or page steers. */
export class EmbeddedFirestore {
  readonly host: string;
  readonly faults = new FirestoreFaults();
  readonly eventFaults = new EventFaults();
  readonly #databases: Databases;
  readonly #operations = new OperationCounter();
  readonly #triggers: TriggerRegistry;
  readonly #listeners = new Set<(changes: readonly DocumentChange[]) => void>();
  readonly #connections: SinglePort;
  #port: number;

  private constructor(options: EmbeddedFirestoreOptions) {
    const createId = options.createId ?? randomUUID;
    const { otherAnswers = () => undefined } = options;
    this.host = options.host ?? '127.0.0.1';
    this.#port = options.port ?? 0;
    this.#triggers = new TriggerRegistry({
      createId,
      location: options.location ?? 'us-central1',
      retryDelaysMs: options.triggerRetryDelaysMs ?? retryDelays(),
      onError: options.onTriggerError ?? warnOfTrigger,
      faults: this.eventFaults,
    });
    const limits = {
      now: options.now ?? Date.now,
      createId,
      lockTimeoutMs: options.lockTimeoutMs ?? 5000,
      transactionIdleMs: options.transactionIdleMs ?? 60_000,
    };
    this.#databases = new Databases(limits, (changes, database) => this.#publish(changes, database));
    const service = this.#service(options, createId);
    const rest = new RestService(service);
    this.#connections = new SinglePort(grpcServer(service), (request, response) => {
      if (!rest.serve(request, response)) restControl(this.#databases, otherAnswers, request, response);
    });
  }

  /** Rejects when the port is taken, saying which and what for. */
  static async start(options: EmbeddedFirestoreOptions = {}): Promise<EmbeddedFirestore> {
    const firestore = new EmbeddedFirestore(options);
    await firestore.#listen();
    return firestore;
  }

  /** With the host, what `FIRESTORE_EMULATOR_HOST` is to be: `${host}:${port}`. */
  get port(): number {
    return this.#port;
  }

  get triggers(): Pick<TriggerRegistry, 'add'> {
    return this.#triggers;
  }

  get operations(): Pick<OperationCounter, 'snapshot' | 'reset'> {
    return this.#operations;
  }

  /** Everything stored now, in all databases or in the collections of one id, by path. */
  documents(collectionId = ''): readonly StoredJson[] {
    const scope = { parentPath: '', collectionId, allDescendants: true };
    return Array.from(this.#databases, ({ documents }) => Array.from(documents.documentsIn(scope)))
      .flat()
      .map(({ path, fields }) => ({ path, data: toPlainJson(fields) }))
      .sort((left, right) => comparePaths(left.path, right.path));
  }

  /** Tells the listener what each commit changed; returns a function that ends this. */
  onCommit(listener: (changes: readonly DocumentChange[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Drops every document of every database, without events; open transactions end. */
  clear(): void {
    for (const database of this.#databases) database.clear();
  }

  /** Resolves when no trigger delivery is in flight or waiting to be repeated. */
  idle(): Promise<void> {
    return this.#triggers.idle();
  }

  /** Ends connections, transactions and trigger retries at once; the port is free afterwards. */
  async stop(): Promise<void> {
    this.#triggers.stop();
    for (const database of this.#databases) database.close();
    await this.#connections.close();
  }

  async #listen(): Promise<void> {
    try {
      this.#port = await this.#connections.listen({ host: this.host, port: this.#port });
    } catch (error) {
      throw new Error(
        `The embedded Firestore cannot listen on ${this.host}:${this.#port}: is another program using this port? ` +
          'Stop it or choose another port.',
        { cause: error },
      );
    }
  }

  #service({ indexes }: EmbeddedFirestoreOptions, createId: () => string): FirestoreService {
    const context = {
      databases: this.#databases,
      operations: this.#operations,
      indexes: indexes ? new DeclaredIndexes(indexes) : null,
      createId,
    };
    return new FirestoreService(context, this.faults);
  }

  #publish(changes: readonly CommittedChange[], database: Database): void {
    this.#triggers.fire(changes, database.name);
    if (this.#listeners.size === 0) return;
    const published = changes.map(documentChange);
    for (const listener of this.#listeners) listener(published);
  }
}

function grpcServer(service: FirestoreService): Server {
  const definition = firestoreServiceDefinition();
  const server = new Server({ 'grpc.max_receive_message_length': LARGEST_MESSAGE_BYTES });
  server.addService(definition, service.implementation(definition));
  return server;
}

function warnOfTrigger({ name }: FirestoreTrigger, error: unknown): void {
  process.emitWarning(`Trigger ${name} did not acknowledge an event: ${String(error)}`);
}
