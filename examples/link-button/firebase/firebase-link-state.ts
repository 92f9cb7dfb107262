import { doc, onSnapshot, type Firestore, type Timestamp } from 'firebase/firestore';
import { LinkError } from '../linking/link-error.ts';
import type { LinkState } from '../linking/link-state.ts';
import type { LinkedNumber, LinkRequest, UserLink } from '../linking/user-link.ts';

interface LinkDocument {
  readonly linked: {
    readonly masked_number: string;
    readonly linked_at: Timestamp;
    readonly state: LinkedNumber['state'];
  } | null;
  readonly request: {
    readonly request_id: string;
    readonly state: LinkRequest['state'];
    readonly masked_number: string | null;
    readonly expires_at: Timestamp;
  } | null;
}

/** The user's document through the Firebase SDK. */
export function firebaseLinkState(firestore: Firestore, userId: string): LinkState {
  const reference = doc(firestore, 'whatsapp_links', userId);
  return {
    subscribe: (listener, onError) =>
      onSnapshot(
        reference,
        (snapshot) => {
          // Linkline alone writes this document
          const document = snapshot.data() as LinkDocument | undefined;
          listener(document === undefined ? null : linkFrom(document));
        },
        (cause) => onError(new LinkError('state-unreadable', { cause })),
      ),
  };
}

function linkFrom({ linked, request }: LinkDocument): UserLink {
  return {
    linked: linked && {
      maskedNumber: linked.masked_number,
      linkedAt: linked.linked_at.toMillis(),
      state: linked.state,
    },
    request: request && {
      requestId: request.request_id,
      state: request.state,
      maskedNumber: request.masked_number,
      expiresAt: request.expires_at.toMillis(),
    },
  };
}
