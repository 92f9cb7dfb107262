import { measureSweep } from './measure-sweep.ts';
import { scheduledFunction } from './scheduled-function.ts';

/** Takes up what a crash, a lost task or a lost report has left behind. */
export const sweepMessages = scheduledFunction({
  name: 'sweepMessages',
  schedule: 'every 5 minutes',
  timeoutSeconds: 300,
  async execute({ sweepMessages: sweep, metrics }) {
    const swept = await sweep.execute();
    measureSweep(metrics, swept);
    return swept.failures;
  },
});
