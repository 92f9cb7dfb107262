import { HOUR, MINUTE, type Instant } from '../../functions/src/domain/shared/clock.ts';
import { CronExpression } from './cron-expression.ts';

/** When a job runs. */
export interface Schedule {
  /** The first time after `instant`. */
  next(instant: Instant): Instant;
}

const INTERVAL = /^every (?<count>[1-9]\d*) (?<unit>minute|hour)s?$/u;

/**
 * Reads `every 5 minutes`, `every 2 hours` or a unix-cron expression, in UTC. Intervals count from midnight where they divide
 * the day. Throws for anything else. https://cloud.google.com/scheduler/docs/configuring/cron-job-schedules
 */
export function parseSchedule(text: string): Schedule {
  const { count, unit } = INTERVAL.exec(text)?.groups ?? {};
  if (count === undefined) return new CronExpression(text);
  const period = Number(count) * (unit === 'hour' ? HOUR : MINUTE);
  return { next: (instant) => (Math.floor(instant / period) + 1) * period };
}
