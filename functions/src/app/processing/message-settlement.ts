import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { StoredInboundMessage } from '../../domain/messaging/inbound-message-repository.ts';
import type { NewReply } from '../../domain/messaging/new-reply.ts';
import { queuedMessage, type OutboundMessage } from '../../domain/messaging/outbound-message.ts';
import type { Clock, Instant } from '../../domain/shared/clock.ts';
import { isSameTry, processed } from '../../domain/messaging/inbound-transitions.ts';

interface MessageSettlementPorts {
  readonly transactions: LinkingTransactions;
  readonly clock: Clock;
}

/** Stores what came of a try. `superseded`: somebody has dealt with the message meanwhile, and nothing was stored. */
export class MessageSettlement {
  readonly #ports: MessageSettlementPorts;

  constructor(ports: MessageSettlementPorts) {
    this.#ports = ports;
  }

  /** In one step with the replies, and also after the lease has run out: of several runs, the first that is stored counts. */
  storeSuccess(
    tried: StoredInboundMessage,
    newReplies: readonly NewReply[],
  ): Promise<'processed' | 'superseded'> {
    const replies = repliesTo(tried, newReplies, this.#ports.clock.now());
    return this.#ports.transactions.run('settle-inbound', async ({ inbound, outbound }) => {
      const [stored, existing] = await Promise.all([
        inbound.find(tried.message.messageSid),
        Promise.all(replies.map(({ id }) => outbound.find(id))),
      ]);
      if (stored === null || stored.state === 'processed') return 'superseded';
      inbound.save(processed(stored));
      for (const reply of replies.filter((_, position) => existing[position] === null))
        outbound.create(reply);
      return 'processed';
    });
  }

  /** Makes the message what `next` says. */
  storeFailure(tried: StoredInboundMessage, next: StoredInboundMessage): Promise<'failed' | 'superseded'> {
    return this.#ports.transactions.run('settle-inbound', async ({ inbound }) => {
      const stored = await inbound.find(tried.message.messageSid);
      if (stored === null || !isSameTry(stored, tried)) return 'superseded';
      inbound.save(next);
      return 'failed';
    });
  }
}

/** A millisecond apart, since a person's messages go out in the order of their creation. */
function repliesTo(
  { userId, message }: StoredInboundMessage,
  replies: readonly NewReply[],
  now: Instant,
): readonly OutboundMessage[] {
  return replies.map((reply, position) =>
    queuedMessage({
      ...reply,
      id: `reply-${message.messageSid}-${position}`,
      userId,
      recipient: { kind: 'linked-user' },
      createdAt: now + position,
      expiresAt: null,
    }),
  );
}
