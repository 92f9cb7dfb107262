import type { Overdue, OverdueInbound } from '../../domain/messaging/overdue-work.ts';
import type { ProcessTask } from '../../domain/messaging/send-queue.ts';

/** What one task works through: the line of a user, or, with a `messageSid`, one message that has left it. */
export type InboundLine = Pick<ProcessTask, 'userId' | 'messageSid'> & Overdue;

/** Of messages with the oldest first: a user's line has been due for as long as the first in it. */
export function inboundLines(messages: readonly OverdueInbound[]): readonly InboundLine[] {
  const users = new Set<string>();
  return messages.flatMap(({ userId, messageSid, inLine, dueAt }): readonly InboundLine[] => {
    if (!inLine) return [{ userId, messageSid, dueAt }];
    if (users.has(userId)) return [];
    users.add(userId);
    return [{ userId, messageSid: null, dueAt }];
  });
}
