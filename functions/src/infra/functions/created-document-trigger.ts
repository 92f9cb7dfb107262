import { onDocumentCreated, type QueryDocumentSnapshot } from 'firebase-functions/firestore';
import { parameters } from '../config/parameters.ts';
import type { WhatsAppModule } from '../whatsapp-module.ts';
import { functionOptions } from './function-options.ts';
import { handleEvent } from './handle-event.ts';

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
  return onDocumentCreated(options, (event) =>
    handleEvent(trigger.name, event, async (module) => {
      if (event.data !== undefined) await trigger.execute(module, event.data);
    }),
  );
}
