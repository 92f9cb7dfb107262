import type {
  ProductEventRepository,
  StoredEvent,
} from '../../../domain/messaging/product-event-repository.ts';
import { collections } from '../collections.ts';
import { decodeProductEvent, encodeProductEvent } from '../documents/product-event-document.ts';
import type { DocumentKey } from '../document-transaction.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreProductEventRepository implements ProductEventRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(id: string): Promise<StoredEvent | null> {
    const snapshot = await this.#session.read(this.#key(id));
    const data = snapshot.data();
    return data === undefined ? null : decodeProductEvent(id, data);
  }

  create(stored: StoredEvent): void {
    this.#session.create(this.#key(stored.event.id), encodeProductEvent(stored, this.#session.retention));
  }

  save(stored: StoredEvent): void {
    this.#session.set(this.#key(stored.event.id), encodeProductEvent(stored, this.#session.retention));
  }

  #key(id: string): DocumentKey {
    return { collection: collections.events, id };
  }
}
