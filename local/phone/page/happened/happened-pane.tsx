import { FaultsView } from '../faults/faults-view.tsx';
import { Pane } from '../shared/pane.tsx';
import type { HappenedView, PageState } from '../state/page-state.ts';
import { ActivityView } from './activity-view.tsx';
import { DocumentsView } from './documents-view.tsx';

const VIEWS: readonly { readonly view: HappenedView; readonly label: string }[] = [
  { view: 'activity', label: 'Activity' },
  { view: 'documents', label: 'Firestore' },
  { view: 'faults', label: 'Faults' },
];

/** What goes on behind the other two panes, and what goes wrong there on request. */
export function HappenedPane({ state }: { readonly state: PageState }) {
  const shown = state.happenedView.value;
  return (
    <Pane
      name="happened"
      title="What happened"
      subtitle="Every step, live"
      isInFront={state.pane.value === 'happened'}
      action={
        <div class="segments" role="group" aria-label="View">
          {VIEWS.map(({ view, label }) => (
            <button
              key={view}
              type="button"
              aria-pressed={view === shown}
              data-active={view === 'faults' && state.faults.descriptions.value.length > 0}
              onClick={() => state.showHappened(view)}
            >
              {label}
            </button>
          ))}
        </div>
      }
    >
      {shown === 'activity' && <ActivityView activity={state.activity} />}
      {shown === 'documents' && <DocumentsView documents={state.documents} />}
      {shown === 'faults' && <FaultsView faults={state.faults} />}
    </Pane>
  );
}
