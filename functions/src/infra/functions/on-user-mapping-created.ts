import { collections } from '../firestore/collections.ts';
import { createdDocumentTrigger } from './created-document-trigger.ts';

/** Announces a new link to the phone. */
export const onUserMappingCreated = createdDocumentTrigger({
  name: 'onUserMappingCreated',
  collection: collections.userMappings,
  async execute({ announceLinkedAccount, metrics }, document) {
    const linkId: unknown = document.get('link_id');
    const { outcome } = await announceLinkedAccount.execute({
      addressKey: document.id,
      linkId: typeof linkId === 'string' ? linkId : null,
      linkedAt: document.createTime.toMillis(),
    });
    metrics.increment('link.outcomes', { step: 'announce', outcome });
  },
});
