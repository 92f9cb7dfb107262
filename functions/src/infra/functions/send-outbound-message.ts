import { z } from 'zod';
import { OutboundMessageNotFoundError } from '../../domain/messaging/messaging-errors.ts';
import { parameters } from '../config/parameters.ts';
import { taskFunction } from './task-function.ts';

/** The only sender: one task moves one message on by one step. The queue holds the rate of the WhatsApp sender. */
export const sendOutboundMessage = taskFunction({
  name: 'sendOutboundMessage',
  retryConfig: { maxAttempts: 100, minBackoffSeconds: 5, maxBackoffSeconds: 300 },
  rateLimits: { maxConcurrentDispatches: 40, maxDispatchesPerSecond: parameters.senderMessagesPerSecond },
  data: z.object({ messageId: z.string().min(1), step: z.number().int().nonnegative() }),
  async execute({ sendMessage, metrics, logger }, data) {
    try {
      const { outcome, reason } = await sendMessage.execute(data);
      metrics.increment('outbound.outcomes', { outcome, reason: reason ?? 'none' });
    } catch (error) {
      if (!(error instanceof OutboundMessageNotFoundError)) throw error;
      logger.warn('task-dropped', { function: 'sendOutboundMessage', code: error.code });
    }
  },
});
