import type {
  InboundMessageRepository,
  StoredInboundMessage,
} from '../../../domain/messaging/inbound-message-repository.ts';
import { collections } from '../collections.ts';
import { encodeInboundMessage } from '../documents/inbound-message-document.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreInboundMessageRepository implements InboundMessageRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  create(stored: StoredInboundMessage): void {
    const reference = this.#session.reference(collections.inboundMessages, stored.message.messageSid);
    this.#session.create(reference, encodeInboundMessage(stored));
  }
}
