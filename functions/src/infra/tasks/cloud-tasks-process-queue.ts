import type { ProcessQueue, ProcessTask } from '../../domain/messaging/send-queue.ts';
import { CloudTasksQueue, type CloudTasksOptions } from './cloud-tasks-queue.ts';

/** One task may drain the messages of its user for minutes. */
const queue = { functionName: 'processInboundMessage', dispatchDeadlineSeconds: 300 };

/** One Cloud Tasks task for each cause of a user, or of one of the user's messages. */
export class CloudTasksProcessQueue implements ProcessQueue {
  readonly #tasks: CloudTasksQueue<{ userId: string; messageSid: string | null }>;

  constructor(options: CloudTasksOptions) {
    this.#tasks = new CloudTasksQueue(queue, options);
  }

  schedule({ userId, messageSid, notBefore, cause }: ProcessTask): Promise<void> {
    return this.#tasks.add({
      idParts: [userId, messageSid, cause],
      data: { userId, messageSid },
      notBefore,
      subject: messageSid,
      logFields: messageSid === null ? {} : { message_sid: messageSid },
    });
  }
}
