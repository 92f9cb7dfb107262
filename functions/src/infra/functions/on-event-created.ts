import { collections } from '../firestore/collections.ts';
import { createdDocumentTrigger } from './created-document-trigger.ts';
import { handOverEvent } from './hand-over-event.ts';

/** Hands a new event over to the product at once; further tries are tasks. */
export const onEventCreated = createdDocumentTrigger({
  name: 'onEventCreated',
  collection: collections.events,
  execute: (module, document) => handOverEvent(module, { eventId: document.id }),
});
