import type { AddressKey } from '../../../domain/linking/address-key.ts';
import type { Contact } from '../../../domain/linking/contact.ts';
import type { ContactRepository } from '../../../domain/linking/linking-repositories.ts';
import { collections } from '../collections.ts';
import { decodeContact, encodeContact, encodePointer } from '../documents/contact-document.ts';
import type { DocumentKey } from '../document-transaction.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreContactRepository implements ContactRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(addressKey: AddressKey): Promise<Contact | null> {
    const snapshot = await this.#session.read(this.#key(addressKey));
    const data = snapshot.data();
    return data === undefined ? null : decodeContact(addressKey, data);
  }

  save(contact: Contact): void {
    this.#session.set(this.#key(contact.addressKey), encodeContact(contact, this.#session.retention));
  }

  pointTo(addressKey: AddressKey, mappingId: AddressKey): void {
    this.#session.merge(this.#key(addressKey), encodePointer(mappingId));
  }

  #key(addressKey: AddressKey): DocumentKey {
    return { collection: collections.contacts, id: addressKey };
  }
}
