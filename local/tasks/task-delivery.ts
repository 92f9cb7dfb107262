import { SECOND } from '../../functions/src/domain/shared/clock.ts';
import { unsignedToken } from '../auth/unsigned-token.ts';
import type { LocalClock } from '../world/local-clock.ts';
import type { Attempt } from './task.ts';
import type { TaskFaults } from './task-faults.ts';

const ACCOUNT = 'emulated-service-acct@email.com';

export interface TaskDeliveryOptions {
  readonly queue: string;
  /** Address of the function. */
  readonly url: string;
  readonly clock: LocalClock;
  readonly faults: TaskFaults;
}

/** Calls a task queue function over HTTP as Cloud Tasks does. */
export class TaskDelivery {
  readonly #options: TaskDeliveryOptions;
  readonly #stopped = new AbortController();

  constructor(options: TaskDeliveryOptions) {
    this.#options = options;
  }

  /** The status that the function answered, or null if no answer came (lost, refused, too late). */
  async deliver(attempt: Attempt): Promise<number | null> {
    const fault = this.#options.faults.take();
    if (fault === 'lose') return null;
    const status = await this.#call(attempt);
    if (fault === 'duplicate') await this.#call(attempt);
    return fault === 'lose-answer' ? null : status;
  }

  /** Cuts the deliveries under way. */
  stop(): void {
    this.#stopped.abort();
  }

  async #call(attempt: Attempt): Promise<number | null> {
    const { clock, url } = this.#options;
    const late = new AbortController();
    const cancel = clock.schedule(clock.now() + attempt.task.deadline, () => late.abort());
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: this.#headers(attempt),
        body: Buffer.from(attempt.task.body),
        signal: AbortSignal.any([late.signal, this.#stopped.signal]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      // no answer is an outcome of a delivery: the queue tries again
      return null;
    } finally {
      cancel();
    }
  }

  /** https://cloud.google.com/tasks/docs/creating-http-target-tasks#handler */
  #headers({ task, scheduledAt, attempts, answers, previousStatus }: Attempt): Record<string, string> {
    const { queue, url } = this.#options;
    return {
      ...task.headers,
      'User-Agent': 'Google-Cloud-Tasks',
      Authorization: `Bearer ${unsignedToken({ sub: ACCOUNT, email: ACCOUNT, email_verified: true, aud: url })}`,
      'X-CloudTasks-QueueName': queue,
      'X-CloudTasks-TaskName': task.id,
      'X-CloudTasks-TaskRetryCount': String(attempts),
      'X-CloudTasks-TaskExecutionCount': String(answers),
      'X-CloudTasks-TaskETA': String(scheduledAt / SECOND),
      ...(previousStatus === null ? {} : { 'X-CloudTasks-TaskPreviousResponse': String(previousStatus) }),
    };
  }
}
