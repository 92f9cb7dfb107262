import type { OutboundMessage } from '../../../domain/messaging/outbound-message.ts';
import type { OutboundMessageRepository } from '../../../domain/messaging/outbound-message-repository.ts';
import { collections } from '../collections.ts';
import { decodeOutboundMessage, encodeOutboundMessage } from '../documents/outbound-message-document.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreOutboundMessageRepository implements OutboundMessageRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(id: string): Promise<OutboundMessage | null> {
    const snapshot = await this.#session.read(this.#reference(id));
    const data = snapshot.data();
    return data === undefined ? null : decodeOutboundMessage(id, data);
  }

  create(message: OutboundMessage): void {
    this.#session.create(this.#reference(message.id), encodeOutboundMessage(message));
  }

  save(message: OutboundMessage): void {
    this.#session.merge(this.#reference(message.id), encodeOutboundMessage(message));
  }

  async findOwned(messageSids: readonly string[]): Promise<ReadonlySet<string>> {
    if (messageSids.length === 0) return new Set();
    const outbox = this.#session.collection(collections.outboundMessages);
    const [accepted, reported] = await Promise.all([
      this.#session.query(outbox.where('message_sid', 'in', messageSids).select('message_sid')),
      this.#session.query(
        outbox.where('delivery.message_sid', 'in', messageSids).select('delivery.message_sid'),
      ),
    ]);
    return new Set([
      ...accepted.docs.map((owner) => String(owner.get('message_sid'))),
      ...reported.docs.map((owner) => String(owner.get('delivery.message_sid'))),
    ]);
  }

  #reference(id: string) {
    return this.#session.reference(collections.outboundMessages, id);
  }
}
