import { z } from 'zod';
import type { IdentityWatch, IdentityWatchRepository } from '../../../domain/linking/identity-watch.ts';
import { collections } from '../collections.ts';
import { instant, timestamp, timestampOrNull } from '../documents/fields.ts';
import type { DocumentKey } from '../document-transaction.ts';
import type { FirestoreSession } from '../firestore-session.ts';

const schema = z.object({
  changes: z.array(instant),
  braked_since: instant.nullable(),
  accepted_at: instant.nullable(),
});

/** One document, which the first change creates. */
export class FirestoreIdentityWatchRepository implements IdentityWatchRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(): Promise<IdentityWatch> {
    const data = (await this.#session.read(this.#key())).data();
    if (data === undefined) return { changes: [], brakedSince: null, acceptedAt: null };
    const { changes, braked_since: brakedSince, accepted_at: acceptedAt } = schema.parse(data);
    return { changes, brakedSince, acceptedAt };
  }

  save({ changes, brakedSince, acceptedAt }: IdentityWatch): void {
    this.#session.set(this.#key(), {
      changes: changes.map(timestamp),
      braked_since: timestampOrNull(brakedSince),
      accepted_at: timestampOrNull(acceptedAt),
    });
  }

  #key(): DocumentKey {
    return { collection: collections.state, id: 'identity' };
  }
}
