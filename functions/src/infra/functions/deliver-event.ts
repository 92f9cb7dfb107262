import { z } from 'zod';
import { MessageNotDueError } from '../../domain/messaging/messaging-errors.ts';
import { handOverEvent } from './hand-over-event.ts';
import { taskFunction } from './task-function.ts';

/** Tries once more to hand an event over to the product. */
export const deliverEvent = taskFunction({
  name: 'deliverEvent',
  retryConfig: { maxAttempts: 100, minBackoffSeconds: 5, maxBackoffSeconds: 300 },
  rateLimits: { maxConcurrentDispatches: 100, maxDispatchesPerSecond: 100 },
  data: z.object({ eventId: z.string().min(1) }),
  async execute(module, data) {
    const result = await handOverEvent(module, data);
    if (result.outcome === 'not-due') throw new MessageNotDueError();
  },
});
