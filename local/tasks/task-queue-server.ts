import { text } from 'node:stream/consumers';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RandomSource } from '../../functions/src/domain/shared/random-source.ts';
import { NodeRandomSource } from '../../functions/src/infra/cryptography/node-random-source.ts';
import { HttpListener, type Address } from '../world/http-listener.ts';
import { InFlight } from '../world/in-flight.ts';
import type { LocalClock } from '../world/local-clock.ts';
import { InvalidTaskError, parseTask } from './parse-task.ts';
import { defaultRateLimits, type RateLimits } from './rate-limits.ts';
import type { RetryPolicy } from './retry-policy.ts';
import { TaskFaults, type TaskCreationFault } from './task-faults.ts';
import { TaskQueue, type PendingTask, type TaskActivity } from './task-queue.ts';

export interface TaskQueueServerOptions extends Partial<Address> {
  readonly clock: LocalClock;
  /** Decides which tasks a fault loses; the machine's randomness by default. */
  readonly random?: RandomSource;
  readonly onActivity?: (activity: TaskActivity) => void;
}

export interface TaskQueueDefinition {
  /** Name of the task queue function. */
  readonly name: string;
  readonly url: string;
  readonly retryPolicy: RetryPolicy;
  readonly rateLimits?: RateLimits;
}

const PATH = /^\/projects\/[^/]+\/locations\/[^/]+\/queues\/(?<queue>[^/]+)\/tasks(?:\/(?<id>[^/]+))?$/u;

/** Plays Cloud Tasks: what firebase-admin talks to when `CLOUD_TASKS_EMULATOR_HOST` is set. */
export class TaskQueueServer {
  readonly faults: TaskFaults;
  readonly #queues = new Map<string, TaskQueue>();
  readonly #inFlight = new InFlight();
  readonly #options: TaskQueueServerOptions;
  readonly #listener: HttpListener;

  private constructor(options: TaskQueueServerOptions, listener: HttpListener) {
    this.faults = new TaskFaults(options.random ?? new NodeRandomSource());
    this.#options = options;
    this.#listener = listener;
  }

  static async start(options: TaskQueueServerOptions): Promise<TaskQueueServer> {
    const address = { host: options.host ?? '127.0.0.1', port: options.port ?? 0 };
    const listener = await HttpListener.start(address, (request, response) => {
      server.#answer(request, response).catch((error: unknown) => {
        answerError(response, 500, 'INTERNAL', String(error));
      });
    });
    const server = new TaskQueueServer(options, listener);
    return server;
  }

  /** For `CLOUD_TASKS_EMULATOR_HOST`. */
  get address(): string {
    return `${this.#listener.host}:${this.#listener.port}`;
  }

  add(definition: TaskQueueDefinition): void {
    const { clock, onActivity = () => {} } = this.#options;
    const { faults } = this;
    const queue = new TaskQueue({
      rateLimits: defaultRateLimits,
      ...definition,
      clock,
      faults,
      inFlight: this.#inFlight,
      onActivity,
    });
    this.#queues.set(definition.name, queue);
  }

  pending(): readonly PendingTask[] {
    return [...this.#queues.values()].flatMap((queue) => queue.pending());
  }

  /** Resolves when no delivery is under way; tasks that are due later may be waiting. */
  async idle(): Promise<void> {
    await this.#inFlight.idle();
  }

  async stop(): Promise<void> {
    for (const queue of this.#queues.values()) queue.stop();
    await this.#inFlight.idle();
    await this.#listener.stop();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { queue: name, id } = PATH.exec(request.url ?? '')?.groups ?? {};
    const queue = name === undefined ? undefined : this.#queues.get(name);
    if (!queue) {
      const known = [...this.#queues.keys()].join(', ');
      answerError(response, 404, 'NOT_FOUND', `There is no such queue. Queues: ${known}.`);
    } else if (request.method === 'POST' && id === undefined) {
      this.#create(queue, await text(request), response, this.faults.takeCreation(queue.name));
    } else if (request.method === 'DELETE' && id !== undefined) {
      remove(queue, id, response);
    } else {
      answerError(response, 501, 'UNIMPLEMENTED', `${request.method} is not part of the local Cloud Tasks.`);
    }
  }

  #create(
    queue: TaskQueue,
    body: string,
    response: ServerResponse,
    fault: TaskCreationFault | undefined,
  ): void {
    if (fault === 'refuse') return answerError(response, 503, 'UNAVAILABLE', 'Injected fault.');
    try {
      const task = parseTask(body, this.#options.clock.now());
      const isNew = queue.add(task);
      if (fault === 'lose-answer') response.destroy();
      else if (isNew) answerJson(response, 200, { name: task.id });
      else answerError(response, 409, 'ALREADY_EXISTS', 'A task of this name exists or existed.');
    } catch (error) {
      if (!(error instanceof InvalidTaskError)) throw error;
      answerError(response, 400, 'INVALID_ARGUMENT', error.message);
    }
  }
}

function remove(queue: TaskQueue, id: string, response: ServerResponse): void {
  if (queue.remove(id)) answerJson(response, 200, {});
  else answerError(response, 404, 'NOT_FOUND', 'There is no such task.');
}

function answerError(response: ServerResponse, code: number, status: string, message: string): void {
  answerJson(response, code, { error: { code, status, message } });
}

function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
