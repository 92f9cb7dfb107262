import { HttpsError } from 'firebase-functions/https';
import { onTaskDispatched, type Request } from 'firebase-functions/tasks';
import { z } from 'zod';
import { MessageNotDueError, OutboundMessageNotFoundError } from '../../domain/messaging/messaging-errors.ts';
import type { WhatsAppModule } from '../whatsapp-module.ts';
import { functionOptions } from './function-options.ts';
import { instrumented } from './instrumented.ts';
import { startedModule } from './started-module.ts';

const taskData = z.object({ messageId: z.string().min(1), step: z.number().int().nonnegative() });

/** The only sender: one task moves one message on by one step. The queue holds the rate of the WhatsApp sender. */
export const sendOutboundMessage = onTaskDispatched(
  {
    ...functionOptions,
    retryConfig: { maxAttempts: 100, minBackoffSeconds: 5, maxBackoffSeconds: 300 },
    rateLimits: { maxConcurrentDispatches: 40, maxDispatchesPerSecond: 80 },
  },
  async (request: Request) => {
    const module = await startedModule();
    await instrumented(module, { name: 'sendOutboundMessage', carrier: request.headers ?? {} }, () =>
      send(module, request),
    );
  },
);

async function send({ sendMessage, metrics, logger }: WhatsAppModule, { data }: Request): Promise<void> {
  try {
    const { outcome, reason } = await sendMessage.execute(taskData.parse(data));
    metrics.increment('outbound.outcomes', { outcome, reason: reason ?? 'none' });
  } catch (error) {
    if (error instanceof OutboundMessageNotFoundError) {
      logger.warn('task-dropped', { function: 'sendOutboundMessage', code: error.code });
      return;
    }
    if (!(error instanceof MessageNotDueError)) {
      logger.error('task-failed', { function: 'sendOutboundMessage', error });
    }
    // what is no HttpsError is printed by firebase-functions as it is
    throw new HttpsError('unavailable', 'The task is delivered again.');
  }
}
