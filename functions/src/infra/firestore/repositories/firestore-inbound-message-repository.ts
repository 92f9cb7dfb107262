import type {
  InboundMessageRepository,
  StoredInboundMessage,
} from '../../../domain/messaging/inbound-message-repository.ts';
import { collections } from '../collections.ts';
import { decodeInboundMessage, encodeInboundMessage } from '../documents/inbound-message-document.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreInboundMessageRepository implements InboundMessageRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(messageSid: string): Promise<StoredInboundMessage | null> {
    const snapshot = await this.#session.read(this.#reference(messageSid));
    const data = snapshot.data();
    return data === undefined ? null : decodeInboundMessage(messageSid, data);
  }

  create(stored: StoredInboundMessage): void {
    this.#session.create(this.#reference(stored.message.messageSid), encodeInboundMessage(stored));
  }

  save(stored: StoredInboundMessage): void {
    this.#session.set(this.#reference(stored.message.messageSid), encodeInboundMessage(stored));
  }

  async findFirstInLine(userId: string): Promise<StoredInboundMessage | null> {
    const { docs } = await this.#session.query(
      this.#session
        .collection(collections.inboundMessages)
        .where('user_id', '==', userId)
        .where('in_line', '==', true)
        .orderBy('number')
        .limit(1),
    );
    const [first] = docs;
    return first === undefined ? null : decodeInboundMessage(first.id, first.data());
  }

  #reference(messageSid: string) {
    return this.#session.reference(collections.inboundMessages, messageSid);
  }
}
