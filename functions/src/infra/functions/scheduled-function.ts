import { onSchedule } from 'firebase-functions/scheduler';
import type { WhatsAppModule } from '../whatsapp-module.ts';
import { functionOptions } from './function-options.ts';
import { isInMaintenance } from './in-maintenance.ts';
import { instrumented } from './instrumented.ts';
import { startedModule } from './started-module.ts';

/** It says no more, because firebase-functions prints the message of what is thrown. */
class ScheduledRunFailedError extends Error {
  constructor() {
    super('The scheduled run failed: the log entry schedule-failed says why. The next run goes on.');
  }
}

interface ScheduledFunction {
  readonly name: string;
  /** "every 5 minutes": https://cloud.google.com/appengine/docs/flexible/scheduling-jobs-with-cron-yaml#formatting_the_schedule */
  readonly schedule: string;
  readonly timeoutSeconds: number;
  /** Answers what failed although the rest was done. */
  execute(module: WhatsAppModule): Promise<readonly unknown[]>;
}

/** Runs on a schedule, one run at a time; one that fails is not repeated, since the next one goes on. In maintenance it does nothing. */
export function scheduledFunction(scheduled: ScheduledFunction) {
  const { name, schedule, timeoutSeconds } = scheduled;
  const options = {
    ...functionOptions,
    schedule,
    timeoutSeconds,
    maxInstances: 1,
    concurrency: 1,
    retryCount: 0,
  };
  return onSchedule(options, async () => {
    const module = await startedModule();
    if (isInMaintenance(module)) return;
    await instrumented(module, { name, carrier: {} }, () => run(module, scheduled));
  });
}

async function run(module: WhatsAppModule, scheduled: ScheduledFunction): Promise<void> {
  const failures = await scheduled.execute(module).catch((error: unknown) => [error]);
  for (const error of failures) {
    module.logger.error('schedule-failed', { function: scheduled.name, error });
  }
  if (failures.length > 0) throw new ScheduledRunFailedError();
}
