import { randomUUID } from 'node:crypto';
import { Firestore } from 'firebase-admin/firestore';
import { localIdentity } from '../world/local-identity.ts';
import type { NewMessage } from './page-protocol.ts';
import type { PageWorld } from './page-world.ts';

/** The product's own server: it sends a message by adding one document, and needs nothing else of Linkline. */
export class ProductOutbox {
  readonly #firestore: Firestore;
  readonly #clock: PageWorld['clock'];

  constructor({ firestore: { host, port }, clock }: Pick<PageWorld, 'firestore' | 'clock'>) {
    this.#firestore = new Firestore({
      projectId: localIdentity.project,
      host: `${host}:${port}`,
      ssl: false,
    });
    this.#clock = clock;
  }

  /** Resolves with the id of the new document. */
  async send(userId: string, { expires_in: expiresIn, ...content }: NewMessage): Promise<string> {
    const id = randomUUID();
    await this.#firestore
      .collection('whatsapp_outbound_messages')
      .doc(id)
      .create({
        user_id: userId,
        ...content,
        ...(expiresIn !== undefined && { expires_at: new Date(this.#clock.now() + expiresIn) }),
      });
    return id;
  }

  async stop(): Promise<void> {
    await this.#firestore.terminate();
  }
}
