import { DAY, HOUR, MINUTE, type Instant } from '../../functions/src/domain/shared/clock.ts';
import { cronField } from './cron-field.ts';

/** The longest that any date can be away: 29 February over a century without a leap day. */
const FURTHEST = 8 * 366 * DAY;

/** The five fields of unix-cron with numbers: minute, hour, day of the month, month, day of the week (0 and 7 are Sunday). UTC. */
export class CronExpression {
  readonly #text: string;
  readonly #minutes: ReadonlySet<number>;
  readonly #hours: ReadonlySet<number>;
  readonly #isDay: (date: Date) => boolean;

  /** Throws where `text` is none. */
  constructor(text: string) {
    this.#text = text;
    const [minute, hour, day, month, weekday, ...rest] = text.trim().split(/\s+/u);
    if (!minute || !hour || !day || !month || !weekday || rest.length > 0) {
      throw new Error(
        `The schedule "${text}" must be "every n minutes", "every n hours" or five cron fields.`,
      );
    }
    this.#minutes = cronField(minute, { name: 'minute', from: 0, to: 59 });
    this.#hours = cronField(hour, { name: 'hour', from: 0, to: 23 });
    this.#isDay = dayMatcher(day, month, weekday);
  }

  /** Throws where the expression names no date, such as 30 February. */
  next(instant: Instant): Instant {
    let candidate = following(instant, MINUTE);
    while (candidate <= instant + FURTHEST) {
      const date = new Date(candidate);
      if (!this.#isDay(date)) candidate = following(candidate, DAY);
      else if (!this.#hours.has(date.getUTCHours())) candidate = following(candidate, HOUR);
      else if (!this.#minutes.has(date.getUTCMinutes())) candidate = following(candidate, MINUTE);
      else return candidate;
    }
    throw new Error(`The schedule "${this.#text}" never comes.`);
  }
}

/** Where both the day of the month and the day of the week are limited, either is enough, as in every cron. */
function dayMatcher(day: string, month: string, weekday: string): (date: Date) => boolean {
  const days = cronField(day, { name: 'day', from: 1, to: 31 });
  const months = cronField(month, { name: 'month', from: 1, to: 12 });
  const weekdays = cronField(weekday, { name: 'day of the week', from: 0, to: 7 });
  const isEither = !day.startsWith('*') && !weekday.startsWith('*');
  return (date) => {
    if (!months.has(date.getUTCMonth() + 1)) return false;
    const isDay = days.has(date.getUTCDate());
    const isWeekday = weekdays.has(date.getUTCDay()) || (date.getUTCDay() === 0 && weekdays.has(7));
    return isEither ? isDay || isWeekday : isDay && isWeekday;
  };
}

function following(instant: Instant, unit: number): Instant {
  return (Math.floor(instant / unit) + 1) * unit;
}
