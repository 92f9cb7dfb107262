import type { ActivityKind, ActivityState } from '../state/activity-state.ts';
import { ActivityControls } from './activity-controls.tsx';
import { ActivityRow } from './activity-row.tsx';

const KINDS: readonly { readonly kind: ActivityKind; readonly label: string }[] = [
  { kind: 'document', label: 'Documents' },
  { kind: 'twilio', label: 'Twilio' },
  { kind: 'log', label: 'Logs' },
  { kind: 'metric', label: 'Metrics' },
  { kind: 'task', label: 'Tasks' },
];
const SHOWN_ROWS = 250;

export function ActivityView({ activity }: { readonly activity: ActivityState }) {
  const entries = activity.entries.value;
  return (
    <>
      <div class="activity-bar">
        <div class="filters" role="group" aria-label="Show">
          {KINDS.map(({ kind, label }) => (
            <button
              key={kind}
              type="button"
              class="chip"
              aria-pressed={activity.kinds.value.has(kind)}
              onClick={() => activity.toggleKind(kind)}
            >
              {label} <span class="count">{activity.counts.value.get(kind) ?? 0}</span>
            </button>
          ))}
        </div>
        <ActivityControls activity={activity} />
      </div>
      <ol class="activities" aria-label="Activity, newest first" tabIndex={0}>
        {entries.slice(0, SHOWN_ROWS).map(({ id, activity: shown }) => (
          <ActivityRow key={id} activity={shown} />
        ))}
      </ol>
      {entries.length === 0 && (
        <p class="empty">Nothing yet. Send “hi” from a phone and watch it pass through Linkline.</p>
      )}
    </>
  );
}
