import { Icon, type IconName } from './shared/icon.tsx';
import type { PageState, PaneName } from './state/page-state.ts';

const PANES: readonly { readonly name: PaneName; readonly label: string; readonly icon: IconName }[] = [
  { name: 'phones', label: 'Phones', icon: 'phone' },
  { name: 'app', label: 'Your app', icon: 'app' },
  { name: 'happened', label: 'What happened', icon: 'activity' },
];

/** Chooses the pane in front where only one fits, and points to those that wait for the person. */
export function PaneTabs({ state }: { readonly state: PageState }) {
  return (
    <nav class="tabs" aria-label="Panes">
      {PANES.map(({ name, label, icon }) => {
        const isWaiting = needsAttention(state, name);
        return (
          <button
            key={name}
            type="button"
            aria-current={state.pane.value === name}
            data-attention={isWaiting}
            onClick={() => (state.pane.value = name)}
          >
            <Icon name={icon} />
            {label}
            {isWaiting && <span class="hidden-text">needs attention</span>}
          </button>
        );
      })}
    </nav>
  );
}

function needsAttention({ phones, account, linking, pane: inFront }: PageState, pane: PaneName): boolean {
  if (inFront.value === pane) return false;
  if (pane === 'phones') return phones.phones.value.some(({ address }) => phones.unread(address) > 0);
  return pane === 'app' && account.user.value !== null && linking.stage.value.request?.state === 'claimed';
}
