import { Icon } from '../shared/icon.tsx';
import { Notice } from '../shared/notice.tsx';
import type { PageState } from '../state/page-state.ts';

export function LinkIntroduction({ state }: { readonly state: PageState }) {
  const { account, linking, configuration } = state;
  return (
    <>
      <p class="lead">
        Talk to {configuration.productName} where you already are. Linking takes under a minute and can be
        undone at any time.
      </p>
      <ul class="promises">
        <li>
          <Icon name="phone" /> Send one message from your own phone.
        </li>
        <li>
          <Icon name="shield" /> Confirm here with six digits only you see.
        </li>
      </ul>
      {linking.stage.value.hasExpired && (
        <Notice tone="information" message="The code has expired. Get a new one." />
      )}
      <button
        type="button"
        class="primary"
        aria-disabled={account.isBusy.value}
        onClick={() => void linking.start()}
      >
        <Icon name="link" /> Link WhatsApp
      </button>
    </>
  );
}
