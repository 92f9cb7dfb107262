import { z } from 'zod';
import { linkRequestId } from './link-request-id.ts';
import { userCallable } from './user-callable.ts';

const confirmationNumber = z
  .string()
  .transform((digits) => digits.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'is not the six digits that WhatsApp shows'));

/** Links the number that sent the code, with the six digits that only its chat shows. */
export const confirmLink = userCallable({
  name: 'confirmLink',
  step: 'confirm',
  schema: z.object({ requestId: linkRequestId, confirmationNumber }),
  refusesRevokedTokens: true,
  async execute(module, { uid }, data) {
    const linked = await module.linkAccount.execute({ userId: uid, ...data });
    module.metrics.increment('link.outcomes', { step: 'confirm', outcome: linked.outcome });
    return { maskedNumber: linked.maskedNumber, linkedAt: new Date(linked.linkedAt).toISOString() };
  },
});
