import type { LinkError } from './link-error.ts';
import type { UserLink } from './user-link.ts';

/** The live document `whatsapp_links/{uid}` of the signed-in user. */
export interface LinkState {
  /** Tells how the link is as soon as that is known, and after each change; null is a user who has never linked. Returns how to stop. */
  subscribe(listener: (link: UserLink | null) => void, onError: (error: LinkError) => void): () => void;
}
