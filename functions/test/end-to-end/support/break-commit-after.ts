import type { FirestoreFault } from '../../../../local/firestore/embedded-firestore.ts';
import type { LocalWorld } from '../../../../local/world/local-world.ts';

/** Breaks the next commit after the one that creates a document of the collection. DATA_LOSS is what no client retries. */
export function breakCommitAfter(
  { firestore }: LocalWorld,
  collection: string,
  when: FirestoreFault['when'],
): void {
  const stop = firestore.onCommit((changes) => {
    if (!changes.some(({ kind, path }) => kind === 'created' && path.startsWith(`${collection}/`))) return;
    stop();
    firestore.faults.inject({ method: 'commit', when, code: 'DATA_LOSS' });
  });
}
