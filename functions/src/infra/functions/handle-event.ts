import type { WhatsAppModule } from '../whatsapp-module.ts';
import { isInMaintenance } from './in-maintenance.ts';
import { instrumented } from './instrumented.ts';
import { startedModule } from './started-module.ts';

/** Asks for another delivery. It says no more, because functions-framework prints what is thrown as it is. */
class EventNotHandledError extends Error {
  constructor() {
    super('The event was not handled and is delivered again: the log entry trigger-failed says why.');
  }
}

/** Asks for another delivery. The framework prints the stack of what is thrown: without frames nobody takes it for a failure. */
class EventWaitsError extends Error {
  constructor() {
    super('The event waits for the end of the maintenance and is delivered again.');
    this.stack = this.message;
  }
}

/** One delivery of an event to a function; one that fails is logged here, once, and delivered again. */
export async function handleEvent(
  name: string,
  event: { readonly id: string },
  work: (module: WhatsAppModule) => Promise<unknown>,
): Promise<void> {
  const module = await startedModule();
  if (isInMaintenance(module)) throw new EventWaitsError();
  await instrumented(module, { name, carrier: event }, async () => {
    try {
      await work(module);
    } catch (error) {
      module.logger.error('trigger-failed', { function: name, event_id: event.id, error });
      throw new EventNotHandledError();
    }
  });
}
