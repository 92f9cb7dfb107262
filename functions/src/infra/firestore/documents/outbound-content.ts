import type { DocumentData } from 'firebase-admin/firestore';
import type { OutboundMessage } from '../../../domain/messaging/outbound-message.ts';
import { removed } from './field-changes.ts';
import { encodeTemplate } from './outbound-request.ts';
import { wellFormed } from './well-formed.ts';

/** What a message says, or the deletion of it. */
export function encodeContent({
  content,
  fallbackTemplate,
}: Pick<OutboundMessage, 'content' | 'fallbackTemplate'>): DocumentData {
  if (content.kind === 'erased') {
    return {
      body: removed,
      media_url: removed,
      fallback_template: removed,
      // a merge replaces a map by an empty one
      template: content.contentSid === null ? removed : { content_sid: content.contentSid, variables: {} },
      content_hash: content.hash,
    };
  }
  return wellFormed({
    ...(content.kind === 'text'
      ? { body: content.body, media_url: content.mediaUrl }
      : { template: encodeTemplate(content.template) }),
    fallback_template: fallbackTemplate && encodeTemplate(fallbackTemplate),
  });
}
