import { scheduledFunction } from './scheduled-function.ts';

/** Receives out of Twilio's log what the webhook never brought. */
export const backfillInbound = scheduledFunction({
  name: 'backfillInbound',
  schedule: 'every 10 minutes',
  timeoutSeconds: 540,
  async execute({ backfillInbound: backfill, metrics }) {
    const { received, failures } = await backfill.execute({ since: null });
    for (const outcome of received) metrics.increment('inbound.backfilled', { outcome });
    return failures;
  },
});
