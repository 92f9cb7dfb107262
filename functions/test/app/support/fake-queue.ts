import type { SendQueue, SendTask } from '../../../src/domain/messaging/send-queue.ts';
import type { Instant } from '../../../src/domain/shared/clock.ts';

/** Queues each message and step once, for good, as Cloud Tasks does. */
export class FakeQueue implements SendQueue {
  readonly #names = new Set<string>();
  readonly #tasks = new Set<SendTask>();

  async schedule(task: SendTask): Promise<void> {
    const name = `${task.messageId}/${task.step}`;
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#tasks.add(task);
  }

  due(now: Instant): readonly SendTask[] {
    return [...this.#tasks].filter((task) => task.notBefore <= now);
  }

  nextAt(): Instant | null {
    const times = [...this.#tasks].map((task) => task.notBefore);
    return times.length === 0 ? null : Math.min(...times);
  }

  finish(task: SendTask): void {
    this.#tasks.delete(task);
  }
}
