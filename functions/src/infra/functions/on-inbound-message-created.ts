import { collections } from '../firestore/collections.ts';
import { createdDocumentTrigger } from './created-document-trigger.ts';
import { processMessages } from './process-messages.ts';

/** Processes a new message of a linked user, and the user's others that are in line. */
export const onInboundMessageCreated = createdDocumentTrigger({
  name: 'onInboundMessageCreated',
  collection: collections.inboundMessages,
  timeoutSeconds: 300,
  execute: (module, document) => processMessages(module, { userId: String(document.get('user_id')) }),
});
