import { INVALID_DOCUMENT_ADVICE, type OutboundMessage } from '../../../domain/messaging/outbound-message.ts';
import type {
  FoundOutboundMessage,
  InvalidOutboundMessage,
  OutboundMessageRepository,
} from '../../../domain/messaging/outbound-message-repository.ts';
import type { Instant } from '../../../domain/shared/clock.ts';
import { collections } from '../collections.ts';
import { instant, timestamp } from '../documents/fields.ts';
import { decodeOutboundMessage, encodeOutboundMessage } from '../documents/outbound-message-document.ts';
import { DELETE_AT, retention } from '../documents/retention.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreOutboundMessageRepository implements OutboundMessageRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(id: string): Promise<FoundOutboundMessage | null> {
    const snapshot = await this.#session.read(this.#reference(id));
    const data = snapshot.data();
    if (data === undefined) return null;
    return decodeOutboundMessage(id, data, snapshot.createTime?.toMillis() ?? 0);
  }

  async findFirstNew(userId: string, createdBy: Instant) {
    const outbox = this.#session.collection(collections.outboundMessages);
    const { docs } = await this.#session.query(
      outbox
        .where('user_id', '==', userId)
        .where('state', '==', 'queued')
        .where('step', '==', 0)
        .where('created_at', '<=', timestamp(createdBy))
        .orderBy('created_at')
        .select('created_at')
        .limit(1),
    );
    const [first] = docs;
    return first === undefined
      ? null
      : { messageId: first.id, createdAt: instant.parse(first.get('created_at')) };
  }

  create(message: OutboundMessage): void {
    this.#session.create(this.#reference(message.id), encodeOutboundMessage(message));
  }

  save(message: OutboundMessage): void {
    this.#session.merge(this.#reference(message.id), encodeOutboundMessage(message));
  }

  markInvalid({ id, problems }: InvalidOutboundMessage, now: Instant): void {
    this.#session.merge(this.#reference(id), {
      state: 'failed',
      reason: 'invalid-document',
      advice: INVALID_DOCUMENT_ADVICE,
      problems,
      created_at: timestamp(now),
      next_at: null,
      [DELETE_AT]: timestamp(now + retention.message),
    });
  }

  async findOwned(messageSids: readonly string[]): Promise<ReadonlySet<string>> {
    if (messageSids.length === 0) return new Set();
    const outbox = this.#session.collection(collections.outboundMessages);
    const owners = await this.#session.query(
      outbox.where('message_sids', 'array-contains-any', messageSids).select('message_sids'),
    );
    // the field holds what Twilio called its messages
    return new Set(owners.docs.flatMap((owner) => owner.get('message_sids') as string[]));
  }

  #reference(id: string) {
    return this.#session.reference(collections.outboundMessages, id);
  }
}
