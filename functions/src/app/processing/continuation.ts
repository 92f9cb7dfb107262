import type { ProcessQueue, ProcessTask } from '../../domain/messaging/send-queue.ts';
import { SECOND, type Instant } from '../../domain/shared/clock.ts';

/** A user's line, or one message that has left it. */
export type ProcessingTarget = Pick<ProcessTask, 'userId' | 'messageSid'>;

/** The queue's clock may be ahead of ours: a task that came too early would do nothing, and its name is used up. */
const CLOCK_TOLERANCE = SECOND;

/** Has the target processed again at `until`; the same reason and time are queued once. Throws `SendQueueUnavailableError`. */
export function continueAt(
  queue: ProcessQueue,
  { userId, messageSid }: ProcessingTarget,
  reason: 'waiting' | 'busy' | 'handed-over',
  until: Instant,
): Promise<void> {
  const cause = `${reason}-${until}`;
  return queue.schedule({ userId, messageSid, notBefore: until + CLOCK_TOLERANCE, cause });
}
