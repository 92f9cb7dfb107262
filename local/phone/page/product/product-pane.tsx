import { Disclosure } from '../shared/disclosure.tsx';
import { Pane } from '../shared/pane.tsx';
import type { PageState } from '../state/page-state.ts';
import { Account } from './account.tsx';
import { Announcements } from './announcements.tsx';
import { LinkCard } from './link-card.tsx';
import { SignIn } from './sign-in.tsx';

/** The product's own app, where a person links their number. */
export function ProductPane({ state }: { readonly state: PageState }) {
  const user = state.linking.user.value;
  return (
    <Pane
      name="app"
      title="Your app"
      subtitle={`${state.configuration.productName}, as its users see it`}
      isInFront={state.pane.value === 'app'}
    >
      <div class="product">
        {user && <Account user={user} linking={state.linking} />}
        {user ? <LinkCard state={state} /> : <SignIn state={state} />}
        <Announcements linking={state.linking} />
        {user && (
          <section class="app-view" aria-label="What the app reads">
            <Disclosure kind="link" value={state.linking.link.value}>
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
