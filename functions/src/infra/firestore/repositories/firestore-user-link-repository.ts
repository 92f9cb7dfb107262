import type { UserLinkRepository } from '../../../domain/linking/linking-repositories.ts';
import type { UserLink } from '../../../domain/linking/user-link.ts';
import { collections } from '../collections.ts';
import { decodeUserLink, encodeUserLink } from '../documents/user-link-document.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreUserLinkRepository implements UserLinkRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(userId: string): Promise<UserLink | null> {
    const snapshot = await this.#session.read({ collection: collections.links, id: userId });
    const data = snapshot.data();
    return data === undefined ? null : decodeUserLink(userId, data);
  }

  save(link: UserLink): void {
    this.#session.set({ collection: collections.links, id: link.userId }, encodeUserLink(link));
  }
}
