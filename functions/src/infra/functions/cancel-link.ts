import { z } from 'zod';
import { linkRequestId } from './link-request-id.ts';
import { userCallable } from './user-callable.ts';

/** Ends the user's open link request. */
export const cancelLink = userCallable({
  name: 'cancelLink',
  step: 'cancel',
  schema: z.object({ requestId: linkRequestId }),
  async execute(module, { uid }, { requestId }) {
    const { outcome } = await module.cancelLink.execute({ userId: uid, requestId });
    module.metrics.increment('link.outcomes', { step: 'cancel', outcome });
    return { canceled: outcome === 'canceled' };
  },
});
