import { SECOND } from '../../functions/src/domain/shared/clock.ts';
import { collections } from '../../functions/src/infra/firestore/collections.ts';
import type { EmulatedWorld } from '../../local/emulators/emulated-world.ts';

const PATIENCE = 30 * SECOND;

/** Deletes the account of a linked user, and waits until the product has forgotten the link. Rejects where it does not in time. */
export async function deleteAccount({ auth, activity, firestore }: EmulatedWorld): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const patience = setTimeout(reject, PATIENCE, new Error('The link of a deleted account is still stored.'));
  const forget = activity.subscribe(() => {
    if (firestore.documents(collections.userMappings).length === 0) resolve();
  });
  try {
    await auth.signOutEverywhere('ada');
    await auth.deleteUser('ada');
    await promise;
  } finally {
    clearTimeout(patience);
    forget();
  }
}
