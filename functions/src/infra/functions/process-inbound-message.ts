import { z } from 'zod';
import { processMessages } from './process-messages.ts';
import { taskFunction } from './task-function.ts';

/** Goes on with the messages of one user, or with one message that has left the line. */
export const processInboundMessage = taskFunction({
  name: 'processInboundMessage',
  timeoutSeconds: 300,
  retryConfig: { maxAttempts: 100, minBackoffSeconds: 5, maxBackoffSeconds: 300 },
  rateLimits: { maxConcurrentDispatches: 500, maxDispatchesPerSecond: 500 },
  data: z.object({ userId: z.string().min(1), messageSid: z.string().min(1).nullable() }),
  execute: processMessages,
});
