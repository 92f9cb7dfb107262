const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const preciseClock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

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

/** `9:07` of what is left, never negative; whole seconds, since the page's clock ticks once a second. */
export function formatCountdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
