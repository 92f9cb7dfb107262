import type { SendingPause, SendingPauseRepository } from '../../../domain/messaging/sending-pause.ts';
import { collections } from '../collections.ts';
import { decodeSendingPause, encodeSendingPause } from '../documents/sending-pause-document.ts';
import type { DocumentKey } from '../document-transaction.ts';
import type { FirestoreSession } from '../firestore-session.ts';

/** One document, which exists while sending is paused. */
export class FirestoreSendingPauseRepository implements SendingPauseRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(): Promise<SendingPause | null> {
    const snapshot = await this.#session.read(this.#key());
    const data = snapshot.data();
    return data === undefined ? null : decodeSendingPause(data);
  }

  save(pause: SendingPause | null): void {
    if (pause === null) this.#session.delete(this.#key());
    else this.#session.set(this.#key(), encodeSendingPause(pause));
  }

  #key(): DocumentKey {
    return { collection: collections.sendingPause, id: 'pause' };
  }
}
