import { onRequest } from 'firebase-functions/https';
import { onSchedule } from 'firebase-functions/scheduler';
import { currentEnvironment } from '../../../functions/src/infra/environment.ts';

/** What a test asks of functions in a process of their own. */
export const report = onRequest((_request, response) => {
  const { clock, logOutput, metricsListener } = currentEnvironment();
  logOutput?.(JSON.stringify({ severity: 'INFO', message: 'reported' }));
  metricsListener?.({ name: 'webhook.rejected', value: 1, unit: '1', tags: {} });
  process.stdout.write(`${JSON.stringify({ severity: 'WARNING', message: 'printed' })}\n`);
  response.json({ now: clock.now(), variable: process.env['VARIABLE_OF_TEST'], pid: process.pid });
});

export const hang = onRequest(() => {
  const { logOutput } = currentEnvironment();
  logOutput?.(JSON.stringify({ severity: 'INFO', message: 'hanging' }));
});

export const sweep = onSchedule('every 5 minutes', () => {});
