import type { DeliverEventCommand, DeliverEventResult } from '../../app/events/deliver-event-use-case.ts';
import type { WhatsAppModule } from '../whatsapp-module.ts';

/** One try to hand an event over to the product, counted. */
export async function handOverEvent(
  { deliverEvent, metrics }: WhatsAppModule,
  command: DeliverEventCommand,
): Promise<DeliverEventResult> {
  const result = await deliverEvent.execute(command);
  metrics.increment('events.outcomes', { outcome: result.outcome });
  return result;
}
