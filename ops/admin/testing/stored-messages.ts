import { parseWhatsAppAddress } from '../../../functions/src/domain/linking/whatsapp-address.ts';
import {
  queuedMessage,
  type OutboundMessage,
} from '../../../functions/src/domain/messaging/outbound-message.ts';
import { NOW, type AdminWorld } from './admin-world.ts';

export const PHONE = 'whatsapp:+4915112345667';

/** A text to Ada that waits for its turn. */
export function text(change: Partial<OutboundMessage> = {}): OutboundMessage {
  const queued = queuedMessage({
    id: 'order-4711',
    userId: 'ada',
    recipient: { kind: 'linked-user' },
    content: { kind: 'text', body: 'Your order is ready.', mediaUrl: null },
    fallbackTemplate: null,
    createdAt: NOW,
    expiresAt: null,
  });
  return { ...queued, to: parseWhatsAppAddress(PHONE), ...change };
}

export async function store(world: AdminWorld, ...messages: readonly OutboundMessage[]): Promise<void> {
  await world.transactions.run('test', async ({ outbound }) => {
    for (const message of messages) outbound.create(message);
  });
}
