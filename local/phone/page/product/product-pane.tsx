import { MessagesCard } from '../messages/messages-card.tsx';
import { Disclosure } from '../shared/disclosure.tsx';
import { Pane } from '../shared/pane.tsx';
import type { PageState } from '../state/page-state.ts';
import { Account } from './account.tsx';
import { Announcements } from './announcements.tsx';
import { LinkCard } from './link-card.tsx';
import { SignIn } from './sign-in.tsx';
import { useKeptFocus } from './use-kept-focus.ts';

/** The product's own app, where a person links their number. */
export function ProductPane({ state }: { readonly state: PageState }) {
  const { linking } = state;
  const user = linking.user.value;
  const view = useKeptFocus([user, linking.stage.value, linking.started.value, linking.problem.value]);
  return (
    <Pane
      name="app"
      title="Your app"
      subtitle={`${state.configuration.productName}, as its users see it`}
      isInFront={state.pane.value === 'app'}
    >
      <div class="product" ref={view}>
        {user && <Account user={user} linking={linking} />}
        {user ? <LinkCard state={state} /> : <SignIn state={state} />}
        <Announcements linking={linking} />
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
