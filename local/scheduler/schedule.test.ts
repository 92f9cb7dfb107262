import { describe, expect, it } from 'vitest';
import { parseSchedule } from './schedule.ts';

const SATURDAY = '2026-02-28T23:58:30Z';

describe('parseSchedule', () => {
  it.each([
    ['every 5 minutes', SATURDAY, '2026-03-01T00:00:00Z'],
    ['every 5 minutes', '2026-03-01T00:05:00Z', '2026-03-01T00:10:00Z'],
    ['every 1 hours', '2026-03-01T10:00:01Z', '2026-03-01T11:00:00Z'],
    ['every 6 hours', SATURDAY, '2026-03-01T00:00:00Z'],
    ['* * * * *', SATURDAY, '2026-02-28T23:59:00Z'],
    ['*/5 * * * *', '2026-03-01T10:05:00Z', '2026-03-01T10:10:00Z'],
    ['59 23 * * *', SATURDAY, '2026-02-28T23:59:00Z'],
    ['30 3 * * *', SATURDAY, '2026-03-01T03:30:00Z'],
    ['0 8-10/2,20 * * *', '2026-03-01T08:00:00Z', '2026-03-01T10:00:00Z'],
    ['0 8-10/2,20 * * *', '2026-03-01T10:00:00Z', '2026-03-01T20:00:00Z'],
    ['0 0 * * 0', SATURDAY, '2026-03-01T00:00:00Z'],
    ['0 0 * * 7', '2026-03-01T00:00:00Z', '2026-03-08T00:00:00Z'],
    ['0 0 15 * 1', SATURDAY, '2026-03-02T00:00:00Z'],
    ['0 0 15 * 1', '2026-03-09T00:00:00Z', '2026-03-15T00:00:00Z'],
    ['0 0 29 2 *', SATURDAY, '2028-02-29T00:00:00Z'],
  ])('%s after %s is %s', (schedule, instant, expected) => {
    expect(parseSchedule(schedule).next(Date.parse(instant))).toBe(Date.parse(expected));
  });

  it.each([
    ['every day at noon', 'every n minutes'],
    ['every 0 minutes', 'every n minutes'],
    ['* * * *', 'five cron fields'],
    ['60 * * * *', 'minute "60"'],
    ['* 5-3 * * *', 'hour "5-3"'],
    ['* * */0 * *', 'day "*/0"'],
    ['* * * 0 *', 'month "0"'],
    ['* * * * MON', 'day of the week "MON"'],
  ])('refuses "%s"', (schedule, says) => {
    expect(() => parseSchedule(schedule)).toThrow(says);
  });

  it('says that a date never comes', () => {
    expect(() => parseSchedule('0 0 30 2 *').next(Date.parse(SATURDAY))).toThrow('never comes');
  });
});
