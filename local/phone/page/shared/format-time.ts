const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const preciseClock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** `09:41` */
export function formatTime(instant: number): string {
  return clock.format(instant);
}

/** `09:41:07` */
export function formatPreciseTime(instant: number): string {
  return preciseClock.format(instant);
}

/** `4 May 2026` */
export function formatDay(instant: number): string {
  return day.format(instant);
}

/** `4 May` */
export function formatShortDay(instant: number): string {
  return shortDay.format(instant);
}

/** `45 s`, `1 min 30 s`, `15 min`, `23 h 59 min`: the two largest units, never negative. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const units = [
    [Math.floor(seconds / 3_600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = units.findIndex(([count]) => count > 0);
  if (first < 0) return '0 s';
  return units
    .slice(first, first + 2)
    .flatMap(([count, unit]) => (count > 0 ? `${count} ${unit}` : []))
    .join(' ');
}

/** `14:05:30`, with its day where that is not today. */
export function formatMoment(instant: number, now: number): string {
  const time = formatPreciseTime(instant);
  return formatDay(instant) === formatDay(now) ? time : `${formatDay(instant)}, ${time}`;
}
