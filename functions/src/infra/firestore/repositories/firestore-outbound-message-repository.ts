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
import { DELETE_AT } from '../documents/retention.ts';
import type { DocumentKey } from '../document-transaction.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreOutboundMessageRepository implements OutboundMessageRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(id: string): Promise<FoundOutboundMessage | null> {
    const snapshot = await this.#session.read(this.#key(id));
    const data = snapshot.data();
    if (data === undefined) return null;
    return decodeOutboundMessage(id, data, snapshot.createTime?.toMillis() ?? 0);
  }

  async findFirstNew(userId: string, createdBy: Instant) {
    const outbox = this.#session.collection(collections.outboundMessages);
    const first = await this.#session.first(
      outbox
        .where('user_id', '==', userId)
        .where('state', '==', 'queued')
        .where('step', '==', 0)
        .where('created_at', '<=', timestamp(createdBy))
        .orderBy('created_at')
        .select('created_at', DELETE_AT),
    );
    return first === null ? null : { messageId: first.id, createdAt: instant.parse(first.get('created_at')) };
  }

  create(message: OutboundMessage): void {
    this.#session.create(this.#key(message.id), this.#encode(message));
  }

  save(message: OutboundMessage): void {
    this.#session.merge(this.#key(message.id), this.#encode(message));
  }

  markInvalid({ id, userId, problems }: InvalidOutboundMessage, now: Instant): void {
    const { erasure, retention } = this.#session;
    const mark = {
      state: 'failed',
      reason: 'invalid-document',
      advice: INVALID_DOCUMENT_ADVICE,
      problems,
      created_at: timestamp(now),
      next_at: null,
      [DELETE_AT]: timestamp(now + retention.outboundMessage),
    };
    // what somebody wrote may stand in any field of a document that is wrong
    if (erasure.isOn) this.#session.set(this.#key(id), { user_id: userId, ...mark });
    else this.#session.merge(this.#key(id), mark);
  }

  async findOwned(messageSids: readonly string[]): Promise<ReadonlySet<string>> {
    if (messageSids.length === 0) return new Set();
    const outbox = this.#session.collection(collections.outboundMessages);
    const owners = await this.#session.query(
      outbox.where('message_sids', 'array-contains-any', messageSids).select('message_sids', DELETE_AT),
    );
    // the field holds what Twilio called its messages
    return new Set(owners.docs.flatMap((owner) => owner.get('message_sids') as string[]));
  }

  #encode(message: OutboundMessage) {
    const { erasure, retention } = this.#session;
    return encodeOutboundMessage(erasure.outbound(message), retention);
  }

  #key(id: string): DocumentKey {
    return { collection: collections.outboundMessages, id };
  }
}
