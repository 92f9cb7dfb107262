import type { SendQueue } from '../../domain/messaging/send-queue.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export interface EnqueueMessageCommand {
  readonly messageId: string;
}

export interface EnqueueMessageResult {
  readonly outcome: 'enqueued';
}

interface EnqueueMessagePorts {
  readonly queue: SendQueue;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Hands a new message of the outbox to the queue, which is the only way to a sender. Repeating it queues nothing twice. */
export class EnqueueMessageUseCase {
  readonly #ports: EnqueueMessagePorts;

  constructor(ports: EnqueueMessagePorts) {
    this.#ports = ports;
  }

  /** Throws `SendQueueUnavailableError`. */
  execute({ messageId }: EnqueueMessageCommand): Promise<EnqueueMessageResult> {
    return loggedUseCase(this.#ports, 'enqueue-message', { message_id: messageId }, async () => {
      await this.#ports.queue.schedule({ messageId, step: 0, notBefore: this.#ports.clock.now() });
      return { outcome: 'enqueued' };
    });
  }
}
