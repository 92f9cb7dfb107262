import { SECOND, type Instant } from '../../functions/src/domain/shared/clock.ts';
import type { Activity } from '../world/activity.ts';
import type { InFlight } from '../world/in-flight.ts';
import type { LocalClock } from '../world/local-clock.ts';
import { Dispatcher } from './dispatcher.ts';
import type { RateLimits } from './rate-limits.ts';
import { mayRetry, retryDelay, type RetryPolicy } from './retry-policy.ts';
import type { Attempt, Task } from './task.ts';
import { TaskDelivery } from './task-delivery.ts';
import type { TaskFaults } from './task-faults.ts';

const SHORT_ID = 16;

export type TaskActivity = Extract<Activity, { readonly kind: 'task' }>;

export interface PendingTask {
  readonly queue: string;
  readonly id: string;
  readonly attempts: number;
  readonly running: boolean;
  readonly dueAt: Instant;
}

export interface TaskQueueOptions {
  /** Name of the task queue function. */
  readonly name: string;
  readonly url: string;
  readonly retryPolicy: RetryPolicy;
  readonly rateLimits: RateLimits;
  readonly clock: LocalClock;
  readonly faults: TaskFaults;
  readonly inFlight: InFlight;
  readonly onActivity: (activity: TaskActivity) => void;
}

interface Entry {
  attempt: Attempt;
  firstAttemptAt: Instant | null;
  running: boolean;
  /** Calls off the timer or the place in the line that the next attempt waits for. */
  cancel: () => void;
}

/**
 * One queue: each task is delivered at least once, tried again as the policy says, never twice at the same time, and no faster
 * than the rate limits allow. A task that waits for its turn is due, but not under way.
 */
export class TaskQueue {
  readonly #options: TaskQueueOptions;
  readonly #delivery: TaskDelivery;
  readonly #dispatcher: Dispatcher;
  readonly #entries = new Map<string, Entry>();
  readonly #usedIds = new Set<string>();

  constructor(options: TaskQueueOptions) {
    this.#options = options;
    this.#delivery = new TaskDelivery({ ...options, queue: options.name });
    this.#dispatcher = new Dispatcher(options);
  }

  get name(): string {
    return this.#options.name;
  }

  /** False if the id was ever used: unlike Cloud Tasks, which forgets after hours, this queue never forgets one. */
  add(task: Task): boolean {
    if (this.#usedIds.has(task.id)) return false;
    this.#usedIds.add(task.id);
    if (this.#options.faults.takeLoss()) {
      this.#report('dropped', `${shortId(task)}, lost by a fault`);
      return true;
    }
    const attempt = { task, scheduledAt: task.notBefore, attempts: 0, answers: 0, previousStatus: null };
    const entry = { attempt, firstAttemptAt: null, running: false, cancel: () => {} };
    this.#entries.set(task.id, entry);
    this.#report('scheduled', `${shortId(task)}, due ${this.#inSeconds(task.notBefore)}`);
    this.#schedule(entry);
    return true;
  }

  /** A delivery under way goes on, but is the last. False if there is no such task. */
  remove(id: string): boolean {
    this.#entries.get(id)?.cancel();
    return this.#entries.delete(id);
  }

  pending(): readonly PendingTask[] {
    return Array.from(this.#entries, ([id, { attempt, running }]) => ({
      queue: this.#options.name,
      id,
      attempts: attempt.attempts,
      running,
      dueAt: attempt.scheduledAt,
    }));
  }

  stop(): void {
    for (const entry of this.#entries.values()) entry.cancel();
    this.#entries.clear();
    this.#dispatcher.stop();
    this.#delivery.stop();
  }

  #schedule(entry: Entry): void {
    const { clock } = this.#options;
    if (entry.attempt.scheduledAt <= clock.now()) this.#dispatch(entry);
    else entry.cancel = clock.schedule(entry.attempt.scheduledAt, () => this.#dispatch(entry));
  }

  #dispatch(entry: Entry): void {
    entry.cancel = this.#dispatcher.add(() => this.#try(entry));
  }

  async #try(entry: Entry): Promise<void> {
    entry.firstAttemptAt ??= this.#options.clock.now();
    entry.running = true;
    const status = await this.#delivery.deliver(entry.attempt);
    entry.running = false;
    if (this.#entries.get(entry.attempt.task.id) === entry) this.#conclude(entry, status);
  }

  #conclude(entry: Entry, status: number | null): void {
    const { id } = entry.attempt.task;
    const outcome = `${shortId(entry.attempt.task)}, attempt ${entry.attempt.attempts + 1}: ${status ?? 'no answer'}`;
    if (status !== null && status >= 200 && status < 300) {
      this.#entries.delete(id);
      this.#report('delivered', outcome);
      return;
    }
    const next = this.#nextAttempt(entry, status);
    if (!next) {
      this.#entries.delete(id);
      this.#report('dropped', outcome);
      return;
    }
    entry.attempt = next;
    this.#report('retrying', `${outcome}, again ${this.#inSeconds(next.scheduledAt)}`);
    this.#schedule(entry);
  }

  #nextAttempt({ attempt, firstAttemptAt }: Entry, status: number | null): Attempt | undefined {
    const { clock, retryPolicy } = this.#options;
    const now = clock.now();
    const attempts = attempt.attempts + 1;
    if (!mayRetry(retryPolicy, attempts, now - (firstAttemptAt ?? now))) return undefined;
    return {
      task: attempt.task,
      scheduledAt: now + retryDelay(retryPolicy, attempts),
      attempts,
      answers: attempt.answers + (status === null ? 0 : 1),
      previousStatus: status,
    };
  }

  #inSeconds(instant: Instant): string {
    const seconds = (instant - this.#options.clock.now()) / SECOND;
    return seconds <= 0 ? 'now' : `in ${seconds.toFixed(1)} s`;
  }

  #report(event: TaskActivity['event'], detail: string): void {
    const { clock, name, onActivity } = this.#options;
    onActivity({ kind: 'task', at: clock.now(), queue: name, event, detail });
  }
}

/** For people: ids are often hashes. */
function shortId({ id }: Task): string {
  return id.length > SHORT_ID ? `${id.slice(0, SHORT_ID - 1)}…` : id;
}
