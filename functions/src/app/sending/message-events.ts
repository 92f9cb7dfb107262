import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { OutboundMessage, OutboundState } from '../../domain/messaging/outbound-message.ts';
import type { ProductEventType } from '../../domain/messaging/product-event.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import { AlreadyStoredError } from '../../domain/shared/storage-errors.ts';
import type { Tracing } from '../../domain/shared/tracing.ts';
import type { ProductEvents } from '../events/product-events.ts';

interface MessageEventsPorts {
  readonly events: ProductEvents;
  readonly enabled: ReadonlySet<ProductEventType>;
  readonly transactions: LinkingTransactions;
  readonly tracing: Tracing;
}

const FAILURES = new Set<OutboundState>(['failed', 'undelivered', 'suppressed', 'expired', 'dead']);

/** Tells the product what became of its messages, where it wants to know. */
export class MessageEvents {
  readonly #ports: MessageEventsPorts;

  constructor(ports: MessageEventsPorts) {
    this.#ports = ports;
  }

  /** In the transaction that ends the message: each end is told, also where it has been redriven and ended again. */
  ended(repositories: LinkingRepositories, message: OutboundMessage, now: Instant): void {
    const { id, step, userId, state, reason } = message;
    if (!FAILURES.has(state)) return;
    this.#ports.events.record(repositories, {
      type: 'message.failed',
      userId,
      occurredAt: now,
      subject: `${id}-${step}`,
      messageId: id,
      reason: reason ?? state,
    });
  }

  /** Reads the message only where the event is switched on; a repeated report tells nothing new. */
  async arrived(messageId: string, type: 'message.delivered' | 'message.read', now: Instant): Promise<void> {
    const { enabled, transactions, events, tracing } = this.#ports;
    if (!enabled.has(type)) return;
    try {
      await transactions.run('record-event', async (repositories) => {
        const found = await repositories.outbound.find(messageId);
        tracing.follow(messageId);
        if (found?.kind !== 'valid') return;
        const { userId } = found.message;
        events.record(repositories, { type, userId, occurredAt: now, subject: messageId, messageId });
      });
    } catch (error) {
      if (!(error instanceof AlreadyStoredError)) throw error;
    }
  }
}
