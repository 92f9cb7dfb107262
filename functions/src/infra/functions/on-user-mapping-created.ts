import type { QueryDocumentSnapshot } from 'firebase-functions/firestore';
import type { Instant } from '../../domain/shared/clock.ts';
import { collections } from '../firestore/collections.ts';
import { instant } from '../firestore/documents/fields.ts';
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
      linkedAt: linkedAtOf(document),
    });
    metrics.increment('link.outcomes', { step: 'announce', outcome });
  },
});

/** A document that has been moved to another key is younger than its link. */
function linkedAtOf(document: QueryDocumentSnapshot): Instant {
  const createdAt = document.createTime.toMillis();
  const linkedAt = instant.safeParse(document.get('linked_at')).data ?? createdAt;
  return Math.min(linkedAt, createdAt);
}
