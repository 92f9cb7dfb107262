import type {
  InboundMessageRepository,
  StoredInboundMessage,
} from '../../../domain/messaging/inbound-message-repository.ts';
import { collections } from '../collections.ts';
import { decodeInboundMessage, encodeInboundMessage } from '../documents/inbound-message-document.ts';
import type { DocumentKey } from '../document-transaction.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreInboundMessageRepository implements InboundMessageRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(messageSid: string): Promise<StoredInboundMessage | null> {
    const snapshot = await this.#session.read(this.#key(messageSid));
    const data = snapshot.data();
    return data === undefined ? null : decodeInboundMessage(messageSid, data);
  }

  create(stored: StoredInboundMessage): void {
    this.#session.create(this.#key(stored.message.messageSid), this.#encode(stored));
  }

  save(stored: StoredInboundMessage): void {
    this.#session.set(this.#key(stored.message.messageSid), this.#encode(stored));
  }

  async findFirstInLine(userId: string): Promise<StoredInboundMessage | null> {
    const first = await this.#session.first(
      this.#session
        .collection(collections.inboundMessages)
        .where('user_id', '==', userId)
        .where('in_line', '==', true)
        .orderBy('number'),
    );
    return first === null ? null : decodeInboundMessage(first.id, first.data());
  }

  #encode(stored: StoredInboundMessage) {
    const { erasure, retention } = this.#session;
    return encodeInboundMessage(erasure.inbound(stored), retention);
  }

  #key(messageSid: string): DocumentKey {
    return { collection: collections.inboundMessages, id: messageSid };
  }
}
