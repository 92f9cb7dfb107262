import { onUserDeleted as onDeleted } from 'firebase-functions/identity';
import { USER_ID } from '../firestore/documents/user-id.ts';
import { functionOptions } from './function-options.ts';
import { handleEvent } from './handle-event.ts';

const name = 'onUserDeleted';

/** Erases a deleted user of Firebase Auth. An event that fails is delivered again for a day, and goes on where it came to. */
export const onUserDeleted = onDeleted({ ...functionOptions, retry: true, timeoutSeconds: 540 }, (event) =>
  handleEvent(name, event, async ({ eraseUser, metrics }) => {
    const userId = event.data.uid;
    // under any other id nothing can have been stored
    if (!USER_ID.test(userId)) return;
    const { outcome } = await eraseUser.execute({ userId, requestedAt: Date.parse(event.time) });
    metrics.increment('link.outcomes', { step: 'erase', outcome });
  }),
);
