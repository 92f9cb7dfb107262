import { scheduledFunction } from './scheduled-function.ts';

/** Takes up what a crash, a lost task or a lost report has left behind. */
export const sweepMessages = scheduledFunction({
  name: 'sweepMessages',
  schedule: 'every 5 minutes',
  timeoutSeconds: 300,
  async execute({ sweepMessages: sweep, metrics }) {
    const { recovered, failures } = await sweep.execute();
    for (const [kind, count] of Object.entries(recovered)) {
      for (let counted = 0; counted < count; counted += 1) metrics.increment('sweep.recovered', { kind });
    }
    return failures;
  },
});
