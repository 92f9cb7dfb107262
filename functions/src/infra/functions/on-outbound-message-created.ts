import { collections } from '../firestore/collections.ts';
import { revisionOf } from '../firestore/firestore-outbox.ts';
import { createdDocumentTrigger } from './created-document-trigger.ts';

/** Queues a new message of the outbox; sending is the queue's business. */
export const onOutboundMessageCreated = createdDocumentTrigger({
  name: 'onOutboundMessageCreated',
  collection: collections.outboundMessages,
  execute: ({ enqueueMessage }, document) =>
    enqueueMessage.execute({
      messageId: document.id,
      createdAt: document.createTime.toMillis(),
      revision: revisionOf(document.updateTime),
      isTakenUp: document.get('state') !== undefined,
    }),
});
