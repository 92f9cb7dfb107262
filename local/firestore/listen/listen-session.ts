import { status } from '@grpc/grpc-js';
import { FirestoreError } from '../protocol/firestore-error.ts';
import type { ListenRequest, ListenTargetRequest } from '../protocol/requests.ts';
import type { ListenResponse, TargetChange } from '../protocol/responses.ts';
import type { ServiceContext } from '../server/service-context.ts';
import type { Database } from '../store/database.ts';
import type { CommittedChange } from '../store/stored-document.ts';
import { toTimestamp, type Microseconds } from '../value/timestamp.ts';
import { listenSource } from './listen-source.ts';
import { ListenTarget } from './listen-target.ts';

/** One listen stream: the client adds and removes targets and is sent what changes in them. */
export class ListenSession {
  readonly #context: ServiceContext;
  readonly #send: (response: ListenResponse) => void;
  readonly #targets = new Map<number, ListenTarget>();
  #database: Database | undefined;
  #stopWatching: () => void = () => undefined;

  constructor(context: ServiceContext, send: (response: ListenResponse) => void) {
    this.#context = context;
    this.#send = send;
  }

  receive(request: ListenRequest): void {
    if (request.targetChange === 'removeTarget') {
      this.#targets.delete(request.removeTarget);
      this.#sendTargetChange({ targetChangeType: 'REMOVE', targetIds: [request.removeTarget] });
    } else {
      this.#addOrRefuse(this.#watch(request.database), request.addTarget);
    }
  }

  close(): void {
    this.#stopWatching();
    this.#targets.clear();
  }

  #watch(name: string): Database {
    if (this.#database === undefined) {
      this.#database = this.#context.databases.of(name);
      this.#stopWatching = this.#database.onChange((changes) => this.#tell(changes));
    }
    return this.#database;
  }

  /** What is refused ends its target, not the stream, which the client would open again and again. */
  #addOrRefuse(database: Database, request: ListenTargetRequest): void {
    try {
      this.#add(database, request);
    } catch (error) {
      if (!(error instanceof FirestoreError)) throw error;
      const cause = { code: status[error.status], message: error.message };
      this.#sendTargetChange({ targetChangeType: 'REMOVE', targetIds: [request.targetId], cause });
    }
  }

  #add(database: Database, request: ListenTargetRequest): void {
    const { targetId } = request;
    const target = new ListenTarget(
      targetId,
      database,
      listenSource(database, request, this.#context.indexes),
    );
    this.#targets.set(targetId, target);
    const time = database.readTime;
    this.#sendTargetChange({ targetChangeType: 'ADD', targetIds: [targetId] });
    if (request.resumeType !== undefined) {
      this.#sendTargetChange({ targetChangeType: 'RESET', targetIds: [targetId] });
    }
    this.#sendAll(target.initial(time));
    this.#sendTargetChange({ targetChangeType: 'CURRENT', targetIds: [targetId], ...resumeAt(time) });
    this.#sendTargetChange({ targetChangeType: 'NO_CHANGE', ...resumeAt(time) });
  }

  #tell(changes: readonly CommittedChange[]): void {
    const responses = [...this.#targets.values()].flatMap((target) => target.differences(changes));
    const [first] = changes;
    if (responses.length === 0 || first === undefined) return;
    this.#sendAll(responses);
    this.#sendTargetChange({ targetChangeType: 'NO_CHANGE', ...resumeAt(first.time) });
  }

  #sendAll(responses: readonly ListenResponse[]): void {
    for (const response of responses) {
      if ('documentChange' in response) this.#context.operations.countReads(1);
      this.#send(response);
    }
  }

  #sendTargetChange(targetChange: TargetChange): void {
    this.#send({ targetChange });
  }
}

/** The token carries no position: a client that resumes is reset and sent everything. */
function resumeAt(time: Microseconds): Pick<TargetChange, 'readTime' | 'resumeToken'> {
  return { readTime: toTimestamp(time), resumeToken: Buffer.from(String(time)) };
}
