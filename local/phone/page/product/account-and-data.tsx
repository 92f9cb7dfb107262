import type { AccountState, SignedInUser } from '../state/account-state.ts';
import { Deletion } from './deletion.tsx';
import { ExportedData } from './exported-data.tsx';

interface AccountAndDataProps {
  readonly user: SignedInUser;
  readonly account: AccountState;
}

/** What users may do about their account and what is kept on them. */
export function AccountAndData({ user, account }: AccountAndDataProps) {
  const { value: exported } = account.exported;
  const isBusy = account.isBusy.value;
  return (
    <section class="account-data" aria-label="Account and data">
      <details class="disclosure" data-kind="account">
        <summary>
          <span>Account and data</span>
        </summary>
        <div>
          <button
            type="button"
            class="secondary"
            aria-disabled={isBusy}
            onClick={() => void account.download()}
          >
            Download my data
          </button>
          {exported && <ExportedData data={exported} />}
          <button
            type="button"
            class="secondary"
            aria-disabled={isBusy}
            onClick={() => void account.signOutEverywhere()}
          >
            Sign out everywhere
          </button>
          <Deletion user={user} account={account} />
        </div>
      </details>
    </section>
  );
}
