import { onDocumentCreated, type QueryDocumentSnapshot } from 'firebase-functions/firestore';
import { parameters } from '../config/parameters.ts';
import { TRACE } from '../firestore/documents/trace-field.ts';
import { parseTrace } from '../logging/parse-trace.ts';
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
  return onDocumentCreated(options, (event) => {
    const { data: document } = event;
    const work = async (module: WhatsAppModule) => {
      if (document !== undefined) await trigger.execute(module, document);
    };
    return handleEvent(trigger.name, event, work, carrierOf(document) ?? event);
  });
}

/** The request that created the document comes before what the platform says of the event's own way. */
function carrierOf(document: QueryDocumentSnapshot | undefined): object | null {
  const carrier = { traceparent: document?.get(TRACE) };
  return parseTrace(carrier) === null ? null : carrier;
}
