const MINUTE = 60_000;
const TIME = { hour: '2-digit', minute: '2-digit' } as const;
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;

/** `4 May 2026, 09:41` in the words of the language. */
export function momentIn(tag: string, instant: number): string {
  return new Intl.DateTimeFormat(tag, { ...DAY, ...TIME }).format(instant);
}

/** `14:05`, with its day where that is not today; a begun minute counts as a whole one, so that nobody comes too early. */
export function retryTimeIn(tag: string, instant: number, now: number): string {
  const minute = Math.ceil(instant / MINUTE) * MINUTE;
  const day = new Intl.DateTimeFormat(tag, DAY);
  const isToday = day.format(minute) === day.format(now);
  return isToday ? new Intl.DateTimeFormat(tag, TIME).format(minute) : momentIn(tag, minute);
}

/** `9:07` of what is left, never negative, in whole seconds. */
export function formatCountdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
