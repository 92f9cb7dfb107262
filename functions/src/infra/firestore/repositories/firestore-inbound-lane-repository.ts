import type {
  InboundLane,
  InboundLaneRepository,
} from '../../../domain/messaging/inbound-message-repository.ts';
import { collections } from '../collections.ts';
import { decodeInboundLane, encodeInboundLane } from '../documents/inbound-lane-document.ts';
import type { FirestoreSession } from '../firestore-session.ts';

/** A lane that nobody holds has no document, so that none is left of users who no longer write. */
export class FirestoreInboundLaneRepository implements InboundLaneRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(userId: string): Promise<InboundLane | null> {
    const snapshot = await this.#session.read(this.#reference(userId));
    const data = snapshot.data();
    return data === undefined ? null : decodeInboundLane(userId, data);
  }

  save(lane: InboundLane): void {
    const reference = this.#reference(lane.userId);
    if (lane.leaseToken === null) this.#session.delete(reference);
    else this.#session.set(reference, encodeInboundLane(lane));
  }

  #reference(userId: string) {
    return this.#session.reference(collections.inboundLanes, userId);
  }
}
