import type { SendingPause, SendingPauseRepository } from '../../../domain/messaging/sending-pause.ts';
import { collections } from '../collections.ts';
import { decodeSendingPause, encodeSendingPause } from '../documents/sending-pause-document.ts';
import type { FirestoreSession } from '../firestore-session.ts';

/** One document, which exists while sending is paused. */
export class FirestoreSendingPauseRepository implements SendingPauseRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(): Promise<SendingPause | null> {
    const snapshot = await this.#session.read(this.#reference());
    const data = snapshot.data();
    return data === undefined ? null : decodeSendingPause(data);
  }

  save(pause: SendingPause | null): void {
    if (pause === null) this.#session.delete(this.#reference());
    else this.#session.set(this.#reference(), encodeSendingPause(pause));
  }

  #reference() {
    return this.#session.reference(collections.sendingPause, 'pause');
  }
}
