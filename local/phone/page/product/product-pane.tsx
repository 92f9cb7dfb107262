import { MessagesCard } from '../messages/messages-card.tsx';
import { Disclosure } from '../shared/disclosure.tsx';
import { Pane } from '../shared/pane.tsx';
import type { PageState } from '../state/page-state.ts';
import { Account } from './account.tsx';
import { AccountAndData } from './account-and-data.tsx';
import { Announcements } from './announcements.tsx';
import { LinkButton } from './link-button.tsx';
import { SignIn } from './sign-in.tsx';
import { useKeptFocus } from './use-kept-focus.ts';

/** The product's own app, where a person links their number. */
export function ProductPane({ state }: { readonly state: PageState }) {
  const { account, linking } = state;
  const user = account.user.value;
  const view = useKeptFocus([user, account.problem.value]);
  return (
    <Pane
      name="app"
      title="Your app"
      subtitle={`${state.configuration.productName}, as its users see it`}
      isInFront={state.pane.value === 'app'}
    >
      <div class="product" ref={view}>
        {user && <Account user={user} account={account} />}
        {user ? <LinkButton userId={user.uid} state={state} /> : <SignIn state={state} />}
        <Announcements account={account} />
        {user && <AccountAndData key={user.uid} user={user} account={account} />}
        {user && <MessagesCard userId={user.uid} state={state} />}
        {user && (
          <section class="app-view" aria-label="What the app reads">
            <Disclosure kind="link" value={linking.link.value}>
              <span>
                What the app reads: <code>whatsapp_links/{user.uid}</code>
              </span>
            </Disclosure>
          </section>
        )}
      </div>
    </Pane>
  );
}
