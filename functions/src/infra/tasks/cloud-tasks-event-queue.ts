import type { EventQueue, EventTask } from '../../domain/messaging/send-queue.ts';
import { CloudTasksQueue, type CloudTasksOptions } from './cloud-tasks-queue.ts';

/** One attempt hands one event over between two transactions. */
const queue = { functionName: 'deliverEvent', dispatchDeadlineSeconds: 60 };

/** One Cloud Tasks task for each attempt to hand over an event and each cause. */
export class CloudTasksEventQueue implements EventQueue {
  readonly #tasks: CloudTasksQueue<{ eventId: string }>;

  constructor(options: CloudTasksOptions) {
    this.#tasks = new CloudTasksQueue(queue, options);
  }

  schedule({ eventId, attempt, notBefore, cause }: EventTask): Promise<void> {
    return this.#tasks.add({
      idParts: [eventId, attempt, cause ?? null],
      data: { eventId },
      notBefore,
      subject: eventId,
      logFields: { event_id: eventId },
    });
  }
}
