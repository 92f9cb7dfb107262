import { collections } from '../firestore/collections.ts';
import { createdDocumentTrigger } from './created-document-trigger.ts';

/** Hands a new event over to the product at once; further tries are tasks. */
export const onEventCreated = createdDocumentTrigger({
  name: 'onEventCreated',
  collection: collections.events,
  execute: ({ deliverEvent }, document) => deliverEvent.execute({ eventId: document.id }),
});
