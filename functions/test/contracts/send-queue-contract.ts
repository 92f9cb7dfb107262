import { describe, expect, it } from 'vitest';
import type { SendQueue } from '../../src/domain/messaging/send-queue.ts';
import type { Instant } from '../../src/domain/shared/clock.ts';

export interface QueueUnderTest {
  readonly queue: SendQueue;
  readonly now: () => Instant;
  /** When the tasks that wait are due, earliest first. */
  readonly waiting: () => readonly Instant[];
}

/** What every adapter of `SendQueue` keeps. `make` gives an empty queue. */
export function sendQueueContract(name: string, make: () => Promise<QueueUnderTest>): void {
  describe(`${name}: the send queue`, () => {
    it('keeps a task until its time', async () => {
      const { queue, now, waiting } = await make();
      const notBefore = now() + 60_000;
      await queue.schedule({ messageId: 'message-1', step: 0, notBefore });
      expect(waiting()).toEqual([notBefore]);
    });

    it('queues the same message and step once, also when twenty come at once', async () => {
      const { queue, now, waiting } = await make();
      const task = { messageId: 'message-2', step: 1, notBefore: now() + 60_000 };
      await Promise.all(Array.from({ length: 20 }, () => queue.schedule(task)));
      expect(waiting()).toEqual([task.notBefore]);
    });

    it('queues each step of each message', async () => {
      const { queue, now, waiting } = await make();
      const start = now() + 60_000;
      await queue.schedule({ messageId: 'message-3', step: 0, notBefore: start });
      await queue.schedule({ messageId: 'message-3', step: 1, notBefore: start + 1 });
      await queue.schedule({ messageId: 'message-4', step: 1, notBefore: start + 2 });
      expect(waiting()).toEqual([start, start + 1, start + 2]);
    });
  });
}
