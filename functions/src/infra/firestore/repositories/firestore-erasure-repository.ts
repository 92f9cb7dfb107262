import type { Erasure, ErasureRepository } from '../../../domain/privacy/erasure.ts';
import type { UserKey } from '../../../domain/privacy/user-key.ts';
import { collections } from '../collections.ts';
import { decodeErasure, encodeErasure } from '../documents/erasure-document.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreErasureRepository implements ErasureRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(userKey: UserKey): Promise<Erasure | null> {
    const snapshot = await this.#session.read(this.#reference(userKey));
    const data = snapshot.data();
    return data === undefined ? null : decodeErasure(userKey, data);
  }

  save(erasure: Erasure): void {
    this.#session.set(this.#reference(erasure.userKey), encodeErasure(erasure));
  }

  #reference(userKey: UserKey) {
    return this.#session.reference(collections.erasures, userKey);
  }
}
