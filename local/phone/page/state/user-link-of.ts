import type { UserLink } from '../../../../examples/link-button/link-button.ts';
import type { LinkDocument } from '../../page-protocol.ts';

/** The document as the link button takes it. */
export function userLinkOf({ linked, request }: LinkDocument): UserLink {
  return {
    linked: linked && {
      maskedNumber: linked.masked_number,
      linkedAt: Date.parse(linked.linked_at),
      state: linked.state,
    },
    request: request && {
      requestId: request.request_id,
      state: request.state,
      maskedNumber: request.masked_number,
      expiresAt: Date.parse(request.expires_at),
    },
  };
}
