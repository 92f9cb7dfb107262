import type { WhatsAppModule } from '../whatsapp-module.ts';
import { isInMaintenance } from './in-maintenance.ts';
import { instrumented } from './instrumented.ts';
import { startedModule } from './started-module.ts';

/**
 * Asks for another delivery. The framework prints the stack of what is thrown: it says no more than its message, and without frames
 * Error Reporting does not take it for another error.
 */
class EventComesAgainError extends Error {
  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

/**
 * One delivery of an event to a function; one that fails is logged here, once, and delivered again. `carrier` names the trace that it
 * belongs to.
 */
export async function handleEvent(
  name: string,
  event: { readonly id: string },
  work: (module: WhatsAppModule) => Promise<unknown>,
  carrier: object = event,
): Promise<void> {
  const module = await startedModule();
  if (isInMaintenance(module)) {
    throw new EventComesAgainError('The event waits for the end of the maintenance and is delivered again.');
  }
  await instrumented(module, { name, carrier }, async () => {
    try {
      await work(module);
    } catch (error) {
      module.logger.error('trigger-failed', { function: name, event_id: event.id, error });
      throw new EventComesAgainError(
        'The event was not handled and is delivered again: the log entry trigger-failed says why.',
      );
    }
  });
}
