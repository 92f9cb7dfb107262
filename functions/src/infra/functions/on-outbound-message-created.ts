import { collections } from '../firestore/collections.ts';
import { createdDocumentTrigger } from './created-document-trigger.ts';

/** Queues a new message of the outbox; sending is the queue's business. */
export const onOutboundMessageCreated = createdDocumentTrigger({
  name: 'onOutboundMessageCreated',
  collection: collections.outboundMessages,
  execute: ({ enqueueMessage }, document) => enqueueMessage.execute({ messageId: document.id }),
});
