import { createHash } from 'node:crypto';
import type { App } from 'firebase-admin/app';
import { SendQueueUnavailableError } from '../../domain/messaging/messaging-errors.ts';
import type { SendQueue, SendTask } from '../../domain/messaging/send-queue.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';

/** What the function `sendOutboundMessage` receives as its data. */
export interface SendTaskData {
  readonly messageId: string;
  readonly step: number;
}

export interface CloudTasksSendQueueOptions {
  readonly app: App;
  readonly region: string;
  readonly clock: Clock;
  readonly metrics: MetricsCollector;
  readonly logger: Logger;
}

const QUEUE = 'sendOutboundMessage';
/** One attempt calls Twilio once, for ten seconds at most, between two transactions. */
const DISPATCH_DEADLINE_SECONDS = 60;

/** One Cloud Tasks task for each step of a message, dispatched to the function `sendOutboundMessage`. */
export class CloudTasksSendQueue implements SendQueue {
  readonly #options: CloudTasksSendQueueOptions;

  constructor(options: CloudTasksSendQueueOptions) {
    this.#options = options;
  }

  async schedule(task: SendTask): Promise<void> {
    const { metrics, logger } = this.#options;
    try {
      const result = await metrics.timer('tasks.enqueue', { queue: QUEUE }, () => this.#enqueue(task));
      metrics.increment('tasks.enqueued', { queue: QUEUE, result });
    } catch (error) {
      metrics.increment('tasks.enqueued', { queue: QUEUE, result: 'failed' });
      const code = codeOf(error);
      logger.warn('task-not-enqueued', { message_id: task.messageId, reason: code.replace(/^\w+\//, '') });
      throw new SendQueueUnavailableError({ cause: new TaskNotEnqueuedError(code) });
    }
  }

  async #enqueue({ messageId, step, notBefore }: SendTask): Promise<'succeeded' | 'already-queued'> {
    const { app, region, clock } = this.#options;
    // loaded with the first task: most functions never schedule one
    const { getFunctions } = await import('firebase-admin/functions');
    const queue = getFunctions(app).taskQueue<SendTaskData>(`locations/${region}/functions/${QUEUE}`);
    try {
      await queue.enqueue(
        { messageId, step },
        {
          id: taskIdOf(messageId, step),
          dispatchDeadlineSeconds: DISPATCH_DEADLINE_SECONDS,
          ...(notBefore > clock.now() && { scheduleTime: new Date(notBefore) }),
        },
      );
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
function taskIdOf(messageId: string, step: number): string {
  return createHash('sha256').update(`${messageId}\n${step}`).digest('hex');
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'unknown-error';
}
