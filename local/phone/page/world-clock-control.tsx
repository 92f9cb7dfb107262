import { formatDay, formatPreciseTime, formatShortDay } from './shared/format-time.ts';
import { Notice } from './shared/notice.tsx';
import type { PageState } from './state/page-state.ts';

const MINUTE = 60_000;
const STEPS = [
  { label: '+1 min', name: 'Move the time 1 minute ahead', milliseconds: MINUTE },
  { label: '+15 min', name: 'Move the time 15 minutes ahead', milliseconds: 15 * MINUTE },
  { label: '+1 h', name: 'Move the time 1 hour ahead', milliseconds: 60 * MINUTE },
  { label: '+24 h', name: 'Move the time 24 hours ahead', milliseconds: 24 * 60 * MINUTE },
] as const;

/** The world's time, and its way ahead: whatever waits for that time happens at once. */
export function WorldClockControl({ state: { clock, timeTravel } }: { readonly state: PageState }) {
  const now = clock.now.value;
  const isUnderWay = timeTravel.isUnderWay.value;
  return (
    <div class="world-clock" role="group" aria-label="World clock" aria-busy={isUnderWay}>
      <time dateTime={new Date(now).toISOString()} title={formatDay(now)}>
        <span class="world-day">{formatShortDay(now)}</span> {formatPreciseTime(now)}
      </time>
      {STEPS.map(({ label, name, milliseconds }) => (
        <button
          key={label}
          type="button"
          aria-label={name}
          disabled={isUnderWay}
          onClick={() => void timeTravel.advance(milliseconds)}
        >
          {label}
        </button>
      ))}
      {timeTravel.problem.value && <Notice tone="problem" message={timeTravel.problem.value.message} />}
    </div>
  );
}
