import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { queuedMessage, type NewOutboundMessage } from '../../domain/messaging/outbound-message.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { AlreadyStoredError } from '../../domain/shared/storage-errors.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export type SubmitMessageCommand = Omit<NewOutboundMessage, 'createdAt' | 'recipient'>;

export interface SubmitMessageResult {
  /** `known` where a message of this id was there before: it stays as it is. */
  readonly outcome: 'queued' | 'known';
}

interface SubmitMessagePorts {
  readonly transactions: LinkingTransactions;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Adds a message to the outbox, once for each id. */
export class SubmitMessageUseCase {
  readonly #ports: SubmitMessagePorts;

  constructor(ports: SubmitMessagePorts) {
    this.#ports = ports;
  }

  /** Throws the errors of `Transactions`; repeating it is safe. */
  execute(command: SubmitMessageCommand): Promise<SubmitMessageResult> {
    return loggedUseCase(this.#ports, 'submit-message', { message_id: command.id }, async () => {
      const { transactions, clock } = this.#ports;
      const message = queuedMessage({
        ...command,
        recipient: { kind: 'linked-user' },
        createdAt: clock.now(),
      });
      try {
        await transactions.run('submit-message', async ({ outbound }) => outbound.create(message));
        return { outcome: 'queued' };
      } catch (error) {
        if (error instanceof AlreadyStoredError) return { outcome: 'known' };
        throw error;
      }
    });
  }
}
