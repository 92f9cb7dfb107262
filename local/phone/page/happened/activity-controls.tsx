import { Icon } from '../shared/icon.tsx';
import type { ActivityState } from '../state/activity-state.ts';

/** Holds the list still, or empties it. */
export function ActivityControls({ activity }: { readonly activity: ActivityState }) {
  const isPaused = activity.isPaused.value;
  const label = isPaused ? 'Resume' : 'Pause';
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        onClick={() => activity.togglePause()}
      >
        <Icon name={isPaused ? 'play' : 'pause'} />
        {isPaused && <span class="held">{activity.heldCount.value} new</span>}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Clear"
        title="Clear"
        onClick={() => activity.clear()}
      >
        <Icon name="clear" />
      </button>
    </>
  );
}
