import type {
  EventQueue,
  EventTask,
  ProcessQueue,
  ProcessTask,
  SendQueue,
  SendTask,
} from '../../../src/domain/messaging/send-queue.ts';
import type { Instant } from '../../../src/domain/shared/clock.ts';

/** Queues each task once, for good, as Cloud Tasks does. */
class FakeTaskQueue<Task extends { readonly notBefore: Instant }> {
  readonly #nameOf: (task: Task) => readonly unknown[];
  readonly #names = new Set<string>();
  readonly #tasks = new Set<Task>();

  constructor(nameOf: (task: Task) => readonly unknown[]) {
    this.#nameOf = nameOf;
  }

  async schedule(task: Task): Promise<void> {
    const name = JSON.stringify(this.#nameOf(task));
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#tasks.add(task);
  }

  due(now: Instant): readonly Task[] {
    return [...this.#tasks].filter((task) => task.notBefore <= now);
  }

  nextAt(): Instant | null {
    const times = [...this.#tasks].map((task) => task.notBefore);
    return times.length === 0 ? null : Math.min(...times);
  }

  finish(task: Task): void {
    this.#tasks.delete(task);
  }
}

export class FakeQueue extends FakeTaskQueue<SendTask> implements SendQueue {
  constructor() {
    super(({ messageId, step, cause }) => [messageId, step, cause]);
  }
}

export class FakeProcessQueue extends FakeTaskQueue<ProcessTask> implements ProcessQueue {
  constructor() {
    super(({ userId, messageSid, cause }) => [userId, messageSid, cause]);
  }
}

export class FakeEventQueue extends FakeTaskQueue<EventTask> implements EventQueue {
  constructor() {
    super(({ eventId, attempt, cause }) => [eventId, attempt, cause]);
  }
}
