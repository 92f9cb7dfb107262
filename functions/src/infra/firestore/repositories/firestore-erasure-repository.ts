import type { DocumentData } from 'firebase-admin/firestore';
import type { Erasure, ErasureRepository } from '../../../domain/privacy/erasure.ts';
import type { UserKey } from '../../../domain/privacy/user-key.ts';
import { collections } from '../collections.ts';
import { decodeErasure, encodeErasure, readableErasure } from '../documents/erasure-document.ts';
import type { DocumentKey } from '../document-transaction.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreErasureRepository implements ErasureRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(userKey: UserKey): Promise<Erasure | null> {
    const data = await this.#read(userKey);
    return data === undefined ? null : decodeErasure(userKey, data);
  }

  async findReadable(userKey: UserKey): Promise<Erasure | null> {
    const data = await this.#read(userKey);
    return data === undefined ? null : readableErasure(userKey, data);
  }

  save(erasure: Erasure): void {
    this.#session.set(this.#key(erasure.userKey), encodeErasure(erasure));
  }

  async #read(userKey: UserKey): Promise<DocumentData | undefined> {
    return (await this.#session.read(this.#key(userKey))).data();
  }

  #key(userKey: UserKey): DocumentKey {
    return { collection: collections.erasures, id: userKey };
  }
}
