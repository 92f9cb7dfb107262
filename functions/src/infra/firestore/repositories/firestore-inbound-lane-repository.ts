import type {
  InboundLane,
  InboundLaneRepository,
} from '../../../domain/messaging/inbound-message-repository.ts';
import { collections } from '../collections.ts';
import { decodeInboundLane, encodeInboundLane } from '../documents/inbound-lane-document.ts';
import type { DocumentKey } from '../document-transaction.ts';
import type { FirestoreSession } from '../firestore-session.ts';

/** A lane that nobody holds has no document, so that none is left of users who no longer write. */
export class FirestoreInboundLaneRepository implements InboundLaneRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(userId: string): Promise<InboundLane | null> {
    const snapshot = await this.#session.read(this.#key(userId));
    const data = snapshot.data();
    return data === undefined ? null : decodeInboundLane(userId, data);
  }

  save(lane: InboundLane): void {
    const reference = this.#key(lane.userId);
    if (lane.leaseToken === null) this.#session.delete(reference);
    else this.#session.set(reference, encodeInboundLane(lane));
  }

  #key(userId: string): DocumentKey {
    return { collection: collections.inboundLanes, id: userId };
  }
}
