import type { LinkRequest } from '../../../domain/linking/link-request.ts';
import type { LinkRequestRepository } from '../../../domain/linking/linking-repositories.ts';
import { collections } from '../collections.ts';
import { decodeLinkRequest, encodeLinkRequest } from '../documents/link-request-document.ts';
import type { DocumentKey } from '../document-transaction.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreLinkRequestRepository implements LinkRequestRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(requestId: string): Promise<LinkRequest | null> {
    const snapshot = await this.#session.read(this.#key(requestId));
    const data = snapshot.data();
    return data === undefined ? null : decodeLinkRequest(requestId, data);
  }

  create(request: LinkRequest): void {
    this.#session.create(this.#key(request.id), encodeLinkRequest(request, this.#session.retention));
  }

  save(request: LinkRequest): void {
    this.#session.set(this.#key(request.id), encodeLinkRequest(request, this.#session.retention));
  }

  #key(requestId: string): DocumentKey {
    return { collection: collections.linkRequests, id: requestId };
  }
}
