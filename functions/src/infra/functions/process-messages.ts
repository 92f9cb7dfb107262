import type { ProcessMessageCommand } from '../../app/processing/process-message-use-case.ts';
import type { WhatsAppModule } from '../whatsapp-module.ts';

/** One run for a user's messages, each of its tries counted. */
export async function processMessages(
  { processMessage, metrics }: WhatsAppModule,
  command: ProcessMessageCommand,
): Promise<void> {
  const { tries } = await processMessage.execute(command);
  for (const { outcome, reason } of tries) {
    metrics.increment('inbound.processing', { outcome, reason: reason ?? 'none' });
  }
}
