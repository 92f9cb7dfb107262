import type { UserMapping } from '../../domain/linking/user-mapping.ts';
import { newlyStored } from '../../domain/messaging/inbound-message-repository.ts';
import { noReply, type Reply } from '../../domain/messaging/reply.ts';
import { DAY } from '../../domain/shared/clock.ts';
import type { AutomaticReplies } from './automatic-replies.ts';
import { heardFrom } from './heard-from.ts';
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
  const { repositories, message, intent, language, now } = reception;
  if (isCommand(intent)) {
    const answered = await repositories.receipts.find(message.messageSid);
    if (answered !== null) return replies.repeat(repositories, message);
  }
  const isHintOver = mapping.optOutHintAt === null || now - mapping.optOutHintAt >= DAY;
  const isHintDue = mapping.optedOut && isHintOver && !reception.backfilled;
  repositories.inbound.create(
    newlyStored({
      userId: mapping.userId,
      number: mapping.nextMessageNumber,
      message,
      receivedAt: now,
      backfilled: reception.backfilled,
    }),
  );
  repositories.mappings.save({
    ...heardFrom(mapping, now),
    nextMessageNumber: mapping.nextMessageNumber + 1,
    optOutHintAt: isHintDue ? now : mapping.optOutHintAt,
  });
  return isHintDue ? { kind: 'how-to-start', language } : noReply;
}
