import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { OutboundMessage, OutboundState } from '../../domain/messaging/outbound-message.ts';
import { ended } from '../../domain/messaging/outbound-transitions.ts';
import { withoutEntry } from '../../domain/messaging/outbox-lane.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { mappingOf } from '../sending/message-books.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export interface CancelMessageCommand {
  readonly messageId: string;
}

export type CancelMessageResult =
  | { readonly outcome: 'canceled' | 'not-found' | 'invalid-document' }
  | { readonly outcome: 'not-queued'; readonly state: OutboundState };

interface CancelMessagePorts {
  readonly transactions: LinkingTransactions;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Keeps a message that waits for its turn from being sent. One that is on its way, or may be, is left alone. */
export class CancelMessageUseCase {
  readonly #ports: CancelMessagePorts;

  constructor(ports: CancelMessagePorts) {
    this.#ports = ports;
  }

  execute({ messageId }: CancelMessageCommand): Promise<CancelMessageResult> {
    return loggedUseCase(this.#ports, 'cancel-message', { message_id: messageId }, () =>
      this.#ports.transactions.run('cancel-message', (repositories) => cancel(repositories, messageId)),
    );
  }
}

async function cancel(repositories: LinkingRepositories, messageId: string): Promise<CancelMessageResult> {
  const found = await repositories.outbound.find(messageId);
  if (found === null) return { outcome: 'not-found' };
  if (found.kind === 'invalid') return { outcome: 'invalid-document' };
  const { message } = found;
  if (message.state !== 'queued') return { outcome: 'not-queued', state: message.state };
  await leaveLane(repositories, message);
  repositories.outbound.save(ended(message, 'canceled', 'operator'));
  return { outcome: 'canceled' };
}

/** Nobody waits for it any more. */
async function leaveLane(repositories: LinkingRepositories, message: OutboundMessage): Promise<void> {
  const mapping = await mappingOf(repositories, message);
  if (mapping === null || !mapping.outbox.some(({ messageId }) => messageId === message.id)) return;
  repositories.mappings.save({ ...mapping, outbox: withoutEntry(mapping.outbox, message.id) });
}
