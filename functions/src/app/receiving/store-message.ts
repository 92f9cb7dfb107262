import type { UserMapping } from '../../domain/linking/user-mapping.ts';
import { noReply, type Reply } from '../../domain/messaging/reply.ts';
import { DAY } from '../../domain/shared/clock.ts';
import type { AutomaticReplies } from './automatic-replies.ts';
import { isCommand, type Reception } from './reception.ts';

/**
 * Stores a linked user's message under the next number of that user. A word that is a command in another state (NO) is stored only if it
 * has not been answered as one before.
 */
export async function storeMessage(
  reception: Reception,
  mapping: UserMapping,
  replies: AutomaticReplies,
): Promise<Reply> {
  const { repositories, message, intent, now } = reception;
  if (isCommand(intent)) {
    const answered = await repositories.receipts.find(message.messageSid);
    if (answered !== null) return replies.repeat(repositories, message.messageSid);
  }
  const isHintDue = mapping.optedOut && (mapping.optOutHintAt === null || now - mapping.optOutHintAt >= DAY);
  repositories.inbound.create({
    userId: mapping.userId,
    number: mapping.nextMessageNumber,
    message,
    receivedAt: now,
  });
  repositories.mappings.save({
    ...mapping,
    nextMessageNumber: mapping.nextMessageNumber + 1,
    lastInboundAt: now,
    optOutHintAt: isHintDue ? now : mapping.optOutHintAt,
  });
  return isHintDue ? { kind: 'how-to-start' } : noReply;
}
