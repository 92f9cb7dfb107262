import type { Instant } from '../../functions/src/domain/shared/clock.ts';
import type { TaskActivity } from '../tasks/task-queue.ts';
import { InFlight } from '../world/in-flight.ts';
import type { LocalClock } from '../world/local-clock.ts';
import { parseSchedule, type Schedule } from './schedule.ts';

export interface SchedulerOptions {
  readonly clock: LocalClock;
  readonly onActivity?: (activity: TaskActivity) => void;
}

export interface JobDefinition {
  /** Name of the scheduled function. */
  readonly name: string;
  readonly url: string;
  /** As `parseSchedule` reads it. */
  readonly schedule: string;
}

interface Job {
  readonly name: string;
  readonly url: string;
  readonly schedule: Schedule;
  running: boolean;
  cancelTimer: () => void;
}

/** Plays Cloud Scheduler: calls each job's function when the clock reaches its times. A time at which it still runs is left out. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #jobs: Job[] = [];
  readonly #inFlight = new InFlight();
  readonly #stopped = new AbortController();

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  /** Throws where the schedule cannot be read. */
  add({ name, url, schedule }: JobDefinition): void {
    const job = { name, url, schedule: parseSchedule(schedule), running: false, cancelTimer: () => {} };
    this.#jobs.push(job);
    this.#plan(job);
  }

  /** Resolves when no job runs. */
  async idle(): Promise<void> {
    await this.#inFlight.idle();
  }

  /** Cuts the runs under way; no other begins. */
  async stop(): Promise<void> {
    for (const job of this.#jobs) job.cancelTimer();
    this.#stopped.abort();
    await this.idle();
  }

  #plan(job: Job): void {
    const { clock } = this.#options;
    const at = job.schedule.next(clock.now());
    job.cancelTimer = clock.schedule(at, () => {
      this.#plan(job);
      if (!job.running) void this.#inFlight.run(() => this.#run(job, at));
    });
  }

  async #run(job: Job, at: Instant): Promise<void> {
    job.running = true;
    const status = await this.#call(job, at);
    job.running = false;
    const { clock, onActivity = () => {} } = this.#options;
    const isDone = status !== null && status >= 200 && status < 300;
    onActivity({
      kind: 'task',
      at: clock.now(),
      queue: job.name,
      event: isDone ? 'delivered' : 'dropped',
      detail: `run of ${new Date(at).toISOString()}: ${status ?? 'no answer'}`,
    });
  }

  /** The status that the function answered, or null where no answer came: the next run is the retry. */
  async #call({ name, url }: Job, at: Instant): Promise<number | null> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': 'Google-Cloud-Scheduler',
          'X-CloudScheduler': 'true',
          'X-CloudScheduler-JobName': `firebase-schedule-${name}`,
          'X-CloudScheduler-ScheduleTime': new Date(at).toISOString(),
        },
        body: '{}',
        signal: this.#stopped.signal,
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      // no answer is an outcome of a run, and is shown as one
      return null;
    }
  }
}
