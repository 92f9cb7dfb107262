import { z } from 'zod';
import { userCallable } from './user-callable.ts';

/** Ends the user's link. */
export const unlink = userCallable({
  name: 'unlink',
  step: 'unlink',
  schema: z.object({}),
  async execute(module, { uid }) {
    const { outcome } = await module.unlink.execute({ userId: uid });
    module.metrics.increment('link.outcomes', { step: 'unlink', outcome });
    return { unlinked: outcome === 'unlinked' };
  },
});
