import type { Outbox } from '../../domain/messaging/outbound-message-repository.ts';
import type { SendQueue } from '../../domain/messaging/send-queue.ts';
import type { Clock, Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export interface EnqueueMessageCommand {
  readonly messageId: string;
  readonly createdAt: Instant;
  /** Which version of the document the event shows. */
  readonly revision: string;
  /** Whether the document can be found by the sweep as it was created. */
  readonly isTakenUp: boolean;
}

export interface EnqueueMessageResult {
  readonly outcome: 'enqueued';
}

interface EnqueueMessagePorts {
  readonly outbox: Outbox;
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

  /** Throws `SendQueueUnavailableError` and `StorageUnavailableError`. */
  execute({
    messageId,
    createdAt,
    revision,
    isTakenUp,
  }: EnqueueMessageCommand): Promise<EnqueueMessageResult> {
    return loggedUseCase(this.#ports, 'enqueue-message', { message_id: messageId }, async () => {
      const { outbox, queue, clock } = this.#ports;
      if (!isTakenUp) await outbox.takeUp({ id: messageId, createdAt, revision });
      await queue.schedule({ messageId, step: 0, notBefore: clock.now() });
      return { outcome: 'enqueued' };
    });
  }
}
