import {
  onDocumentCreated,
  type FirestoreEvent,
  type QueryDocumentSnapshot,
} from 'firebase-functions/firestore';
import { parameters } from '../config/parameters.ts';
import type { WhatsAppModule } from '../whatsapp-module.ts';
import { functionOptions } from './function-options.ts';
import { instrumented } from './instrumented.ts';
import { startedModule } from './started-module.ts';

/** Asks for another delivery. It says no more, because functions-framework prints what is thrown as it is. */
class EventNotHandledError extends Error {
  constructor() {
    super('The event was not handled and is delivered again: the log entry trigger-failed says why.');
  }
}

interface CreatedDocumentTrigger {
  readonly name: string;
  readonly collection: string;
  readonly timeoutSeconds?: number;
  execute(module: WhatsAppModule, document: QueryDocumentSnapshot): Promise<unknown>;
}

/** Runs for each new document of a collection, at least once: an event that fails is delivered again for a day. */
export function createdDocumentTrigger(trigger: CreatedDocumentTrigger) {
  const options = {
    ...functionOptions,
    document: `${trigger.collection}/{id}`,
    database: parameters.firestoreDatabase,
    retry: true,
    ...(trigger.timeoutSeconds !== undefined && { timeoutSeconds: trigger.timeoutSeconds }),
  };
  return onDocumentCreated(options, async (event) => {
    const module = await startedModule();
    await instrumented(module, { name: trigger.name, carrier: event }, () => run(module, trigger, event));
  });
}

async function run(
  module: WhatsAppModule,
  trigger: CreatedDocumentTrigger,
  event: FirestoreEvent<QueryDocumentSnapshot | undefined>,
): Promise<void> {
  if (event.data === undefined) return;
  try {
    await trigger.execute(module, event.data);
  } catch (error) {
    module.logger.error('trigger-failed', { function: trigger.name, event_id: event.id, error });
    throw new EventNotHandledError();
  }
}
