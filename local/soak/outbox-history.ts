import { z } from 'zod';
import type { Instant } from '../../functions/src/domain/shared/clock.ts';
import { collections } from '../../functions/src/infra/firestore/collections.ts';
import type { DocumentChange, EmbeddedFirestore } from '../firestore/embedded-firestore.ts';

const claimed = z.object({ state: z.literal('sending'), lease_token: z.string() });
const reported = z.object({
  attempts: z.array(z.object({ message_sid: z.string().nullable() })).default([]),
  delivery: z.record(z.string(), z.unknown()).default({}),
});
const PREFIX = `${collections.outboundMessages}/`;

/** What the outbox has ever said, also of messages that were erased since; times are those of Firestore's clock. */
export class OutboxHistory {
  readonly #claims = new Map<string, Instant[]>();
  readonly #owners = new Map<string, string>();

  constructor(firestore: Pick<EmbeddedFirestore, 'onCommit'>) {
    firestore.onCommit((changes) => {
      for (const change of changes) if (change.path.startsWith(PREFIX)) this.#note(change);
    });
  }

  /** The claim under which something left at that time: from then on it may leave whatever the person says. Null where there was none. */
  claimBefore(messageId: string, at: Instant): Instant | null {
    return this.#claims.get(messageId)?.findLast((claimedAt) => claimedAt <= at) ?? null;
  }

  /** Whose message it is at Twilio; null where no document ever knew it. */
  ownerOf(messageSid: string): string | null {
    return this.#owners.get(messageSid) ?? null;
  }

  #note({ path, before, after, at }: DocumentChange): void {
    const id = path.slice(PREFIX.length);
    const { attempts, delivery } = reported.safeParse(after).data ?? { attempts: [], delivery: {} };
    const sids = attempts.flatMap(({ message_sid: sid }) => sid ?? []);
    for (const sid of [...sids, ...Object.keys(delivery)]) this.#owners.set(sid, id);
    const [former, now] = [claimed.safeParse(before), claimed.safeParse(after)];
    if (!now.success || former.data?.lease_token === now.data.lease_token) return;
    this.#claims.set(id, [...(this.#claims.get(id) ?? []), Date.parse(at)]);
  }
}
