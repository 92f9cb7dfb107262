import type { Check } from '../check.ts';
import { expectedFunctions } from '../expected-functions.ts';
import { wrong } from '../finding.ts';
import { deploy } from '../fixes.ts';

/** Whether what a crash left behind is taken up again. */
export const schedulesCheck: Check = {
  name: 'schedules',
  title: 'Scheduled jobs',
  async examine({ settings, administration }) {
    const { FUNCTION_DEFAULT_REGION: region } = settings.read('FUNCTION_DEFAULT_REGION');
    const jobs = await administration.jobs(region);
    const scheduled = expectedFunctions(settings).filter(({ kind }) => kind === 'schedule');
    return scheduled.flatMap(({ name }) => {
      // as the Firebase CLI names it
      const id = `firebase-schedule-${name}-${region}`;
      const job = jobs.find((one) => one.name === id);
      if (job === undefined) return [wrong(`The job ${id} does not exist.`, deploy(settings))];
      if (job.state === 'ENABLED') return [];
      const resume = `gcloud scheduler jobs resume ${id} --location ${region} --project ${settings.project}`;
      return [wrong(`The job ${id} is ${job.state}.`, resume)];
    });
  },
};
