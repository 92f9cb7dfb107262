import { Pane } from '../shared/pane.tsx';
import type { PageState } from '../state/page-state.ts';
import { ActivityControls } from './activity-controls.tsx';
import { ActivityView } from './activity-view.tsx';
import { DocumentsView } from './documents-view.tsx';

/** What goes on behind the other two panes. */
export function HappenedPane({ state }: { readonly state: PageState }) {
  const { activity, documents } = state;
  const areDocumentsShown = documents.isShown.value;
  return (
    <Pane
      name="happened"
      title="What happened"
      subtitle="Every step, live"
      isInFront={state.pane.value === 'happened'}
      action={
        <div class="happened-actions">
          {!areDocumentsShown && <ActivityControls activity={activity} />}
          <div class="segments" role="group" aria-label="View">
            <button type="button" aria-pressed={!areDocumentsShown} onClick={() => documents.show(false)}>
              Activity
            </button>
            <button type="button" aria-pressed={areDocumentsShown} onClick={() => documents.show(true)}>
              Firestore
            </button>
          </div>
        </div>
      }
    >
      {areDocumentsShown ? <DocumentsView documents={documents} /> : <ActivityView activity={activity} />}
    </Pane>
  );
}
