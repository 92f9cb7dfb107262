import { setTimeout as sleep } from 'node:timers/promises';
import { collections } from '../../functions/src/infra/firestore/collections.ts';
import type { DocumentChange } from '../firestore/document-change.ts';
import type { EmbeddedFirestore } from '../firestore/embedded-firestore.ts';

/** What neither waits for its time nor has come to its end; a document of the outbox that is new has no state. */
const UNDER_WAY = new Set<unknown>([undefined, 'queued', 'sending', 'stored', 'processing']);
const WATCHED: readonly string[] = [collections.outboundMessages, collections.inboundMessages];
const LOOK_INTERVAL = 50;

/** The messages under way, so that no more are asked for than this machine can bear. */
export class Backlog {
  readonly #underWay = new Set<string>();

  constructor(firestore: EmbeddedFirestore) {
    firestore.onCommit((changes) => {
      for (const change of changes) this.#note(change);
    });
  }

  /** Resolves when fewer than so many are under way, or when the patience (milliseconds of real time) is used up. */
  async below(limit: number, patience: number): Promise<void> {
    for (let waited = 0; this.#underWay.size >= limit && waited < patience; waited += LOOK_INTERVAL) {
      await sleep(LOOK_INTERVAL);
    }
  }

  #note({ path, after }: DocumentChange): void {
    if (!WATCHED.some((collection) => path.startsWith(`${collection}/`))) return;
    if (UNDER_WAY.has(after?.['state'])) this.#underWay.add(path);
    else this.#underWay.delete(path);
  }
}
