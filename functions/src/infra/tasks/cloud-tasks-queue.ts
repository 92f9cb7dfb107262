import { createHash } from 'node:crypto';
import type { App } from 'firebase-admin/app';
import { SendQueueUnavailableError } from '../../domain/messaging/messaging-errors.ts';
import type { Clock, Instant } from '../../domain/shared/clock.ts';
import type { LogFields, Logger } from '../../domain/shared/logger.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { traceparentFor } from '../logging/traceparent.ts';

export interface CloudTasksOptions {
  readonly app: App;
  readonly region: string;
  readonly clock: Clock;
  readonly metrics: MetricsCollector;
  readonly logger: Logger;
}

interface TaskFunctionQueue {
  /** The deployed function that the tasks are for. */
  readonly functionName: string;
  /** How long Cloud Tasks waits for the function: as long as the function may run. */
  readonly dispatchDeadlineSeconds: number;
}

interface CloudTask<Data> {
  /** What makes the task this one: the same parts are queued once. */
  readonly idParts: readonly (string | number | null)[];
  readonly data: Data;
  readonly notBefore: Instant;
  /** The message or event that it is about, whose trace it carries; null where it is about a user's line. */
  readonly subject: string | null;
  /** Names the task in the log where it could not be queued. */
  readonly logFields: LogFields;
}

/** The queue of one function in Cloud Tasks. */
export class CloudTasksQueue<Data extends Readonly<Record<string, unknown>>> {
  readonly #queue: TaskFunctionQueue;
  readonly #options: CloudTasksOptions;

  constructor(queue: TaskFunctionQueue, options: CloudTasksOptions) {
    this.#queue = queue;
    this.#options = options;
  }

  /** Queuing the same again does nothing. Throws `SendQueueUnavailableError`. */
  async add(task: CloudTask<Data>): Promise<void> {
    const { metrics, logger } = this.#options;
    const queue = this.#queue.functionName;
    try {
      const result = await metrics.timer('tasks.enqueue', { queue }, () => this.#enqueue(task));
      metrics.increment('tasks.enqueued', { queue, result });
    } catch (error) {
      metrics.increment('tasks.enqueued', { queue, result: 'failed' });
      const code = codeOf(error);
      logger.warn('task-not-enqueued', { ...task.logFields, reason: code.replace(/^\w+\//, '') });
      throw new SendQueueUnavailableError({ cause: new TaskNotEnqueuedError(code) });
    }
  }

  async #enqueue({
    idParts,
    data,
    notBefore,
    subject,
  }: CloudTask<Data>): Promise<'succeeded' | 'already-queued'> {
    const { app, region, clock } = this.#options;
    const { functionName, dispatchDeadlineSeconds } = this.#queue;
    // loaded with the first task: most functions never schedule one
    const { getFunctions } = await import('firebase-admin/functions');
    const traceparent = traceparentFor(subject);
    const queue = getFunctions(app).taskQueue<Data>(`locations/${region}/functions/${functionName}`);
    try {
      await queue.enqueue(data, {
        id: taskIdOf(idParts),
        dispatchDeadlineSeconds,
        ...(notBefore > clock.now() && { scheduleTime: new Date(notBefore) }),
        ...(traceparent !== null && { headers: { traceparent } }),
      });
      return 'succeeded';
    } catch (error) {
      if (codeOf(error) === 'functions/task-already-exists') return 'already-queued';
      throw error;
    }
  }
}

/** The code alone: the error that firebase-admin throws holds the request with its credentials. */
class TaskNotEnqueuedError extends Error {
  override readonly name = 'TaskNotEnqueuedError';
  readonly code: string;

  constructor(code: string) {
    super(`Cloud Tasks did not take the task: ${code}`);
    this.code = code;
  }
}

/** Hashed: Cloud Tasks slows down on ids that share a prefix. https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks/create */
function taskIdOf(idParts: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(idParts)).digest('hex');
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'unknown-error';
}
