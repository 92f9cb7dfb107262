import { z } from 'zod';
import { tokenIssuedAt } from './token-issued-at.ts';
import { userExportOf } from './user-export.ts';
import { userCallable } from './user-callable.ts';

/** Everything that is stored on the signed-in user, in the form that `docs/export-format.md` explains. */
export const exportMyData = userCallable({
  name: 'exportMyData',
  step: 'export',
  schema: z.object({}),
  refusesRevokedTokens: true,
  async execute(module, { uid, token }) {
    const { outcome, exportedAt, records } = await module.exportUser.execute({
      userId: uid,
      tokenIssuedAt: tokenIssuedAt(token),
    });
    module.metrics.increment('link.outcomes', { step: 'export', outcome });
    return userExportOf({ userId: uid, exportedAt, records });
  },
});
