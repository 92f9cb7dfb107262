import type { SendQueue, SendTask } from '../../domain/messaging/send-queue.ts';
import { CloudTasksQueue, type CloudTasksOptions } from './cloud-tasks-queue.ts';

/** One attempt calls Twilio once, for ten seconds at most, between two transactions. */
const queue = { functionName: 'sendOutboundMessage', dispatchDeadlineSeconds: 60 };

/** One Cloud Tasks task for each step of a message and each cause. */
export class CloudTasksSendQueue implements SendQueue {
  readonly #tasks: CloudTasksQueue<{ messageId: string; step: number }>;

  constructor(options: CloudTasksOptions) {
    this.#tasks = new CloudTasksQueue(queue, options);
  }

  schedule({ messageId, step, notBefore, cause }: SendTask): Promise<void> {
    return this.#tasks.add({
      idParts: [messageId, step, cause ?? null],
      data: { messageId, step },
      notBefore,
      subject: messageId,
      logFields: { message_id: messageId },
    });
  }
}
