import type { AddressKey } from '../../../domain/linking/address-key.ts';
import type { UserMapping } from '../../../domain/linking/user-mapping.ts';
import type { UserMappingRepository } from '../../../domain/linking/user-mapping-repository.ts';
import type { MetricsCollector } from '../../../domain/shared/metrics-collector.ts';
import { collections } from '../collections.ts';
import { decodeUserMapping, encodeUserMapping } from '../documents/user-mapping-document.ts';
import type { DocumentKey } from '../document-transaction.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreUserMappingRepository implements UserMappingRepository {
  readonly #session: FirestoreSession;
  readonly #metrics: MetricsCollector;

  constructor(session: FirestoreSession, metrics: MetricsCollector) {
    this.#session = session;
    this.#metrics = metrics;
  }

  findByAddress(addressKey: AddressKey): Promise<UserMapping | null> {
    return this.#metrics.timer('firestore.get_by_whatsapp', {}, async () => {
      const snapshot = await this.#session.read(this.#key(addressKey));
      const data = snapshot.data();
      return data === undefined ? null : decodeUserMapping(addressKey, data);
    });
  }

  async findByUser(userId: string): Promise<UserMapping | null> {
    const mappings = this.#session.collection(collections.userMappings);
    const found = await this.#session.first(mappings.where('user_id', '==', userId));
    return found === null ? null : decodeUserMapping(found.id, found.data());
  }

  save(mapping: UserMapping): void {
    this.#session.set(this.#key(mapping.addressKey), encodeUserMapping(mapping));
  }

  remove(addressKey: AddressKey): void {
    this.#session.delete(this.#key(addressKey));
  }

  #key(addressKey: AddressKey): DocumentKey {
    return { collection: collections.userMappings, id: addressKey };
  }
}
