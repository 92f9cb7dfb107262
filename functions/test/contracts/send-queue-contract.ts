import { describe, expect, it } from 'vitest';
import type { EventTask, ProcessTask, SendTask } from '../../src/domain/messaging/send-queue.ts';
import type { Instant } from '../../src/domain/shared/clock.ts';

interface TaskQueue<Task> {
  schedule(task: Task): Promise<void>;
}

export interface QueuesUnderTest {
  readonly send: TaskQueue<SendTask>;
  readonly process: TaskQueue<ProcessTask>;
  readonly events: TaskQueue<EventTask>;
  readonly now: () => Instant;
  /** When the tasks of all three queues that wait are due, earliest first. */
  readonly waiting: () => readonly Instant[];
}

type Schedule = (notBefore: Instant) => Promise<void>;

/** For each queue, tasks that differ from each other in one point. */
function differentTasks({ send, process, events }: QueuesUnderTest): readonly (readonly Schedule[])[] {
  const message = { messageId: 'message-1', step: 0 };
  const line = { userId: 'ada', messageSid: null, cause: 'waiting-1' };
  const event = { eventId: 'event-1', attempt: 0 };
  return [
    [
      (notBefore) => send.schedule({ ...message, notBefore }),
      (notBefore) => send.schedule({ ...message, notBefore, step: 1 }),
      (notBefore) => send.schedule({ ...message, notBefore, messageId: 'message-2' }),
      (notBefore) => send.schedule({ ...message, notBefore, cause: 'swept-1' }),
      (notBefore) => send.schedule({ ...message, notBefore, cause: 'swept-2' }),
    ],
    [
      (notBefore) => process.schedule({ ...line, notBefore }),
      (notBefore) => process.schedule({ ...line, notBefore, userId: 'grace' }),
      (notBefore) => process.schedule({ ...line, notBefore, messageSid: `SM${'1'.repeat(32)}` }),
      (notBefore) => process.schedule({ ...line, notBefore, cause: 'waiting-2' }),
    ],
    [
      (notBefore) => events.schedule({ ...event, notBefore }),
      (notBefore) => events.schedule({ ...event, notBefore, eventId: 'event-2' }),
      (notBefore) => events.schedule({ ...event, notBefore, attempt: 1 }),
      (notBefore) => events.schedule({ ...event, notBefore, cause: 'swept-1' }),
    ],
  ];
}

/** What every adapter of the queues keeps. `make` gives empty queues. */
export function sendQueueContract(name: string, make: () => Promise<QueuesUnderTest>): void {
  describe(`${name}: the task queues`, () => {
    it('keeps each task that differs from the others, until its time', async () => {
      const queues = await make();
      const tasks = differentTasks(queues).flat();
      const times = tasks.map((_, position) => queues.now() + 60_000 + position);
      for (const [position, schedule] of tasks.entries()) await schedule(times[position] ?? 0);
      expect(queues.waiting()).toEqual(times);
    });

    it('queues the same task once, also when twenty come at once', async () => {
      const queues = await make();
      const notBefore = queues.now() + 60_000;
      const firsts = differentTasks(queues).map(([first]) => first);
      await Promise.all(
        firsts.flatMap((schedule) => Array.from({ length: 20 }, async () => schedule?.(notBefore))),
      );
      expect(queues.waiting()).toEqual(firsts.map(() => notBefore));
    });
  });
}
