import { Avatar } from '../shared/avatar.tsx';
import { Icon } from '../shared/icon.tsx';
import type { PageState } from '../state/page-state.ts';

export function SignIn({ state }: { readonly state: PageState }) {
  const { account, configuration } = state;
  return (
    <div class="sign-in">
      <Avatar name={configuration.productName} tone="product" />
      <h3 tabIndex={-1}>Welcome to {configuration.productName}</h3>
      <p>Sign in as one of its users to link a WhatsApp number.</p>
      <ul>
        {account.users.map((user, index) => (
          <li key={user.uid}>
            <button
              type="button"
              aria-label={`Sign in as ${user.name}`}
              aria-disabled={account.isBusy.value}
              onClick={() => void account.signIn(user.uid)}
            >
              <Avatar name={user.email ? user.name : '?'} tone={String(index % 4)} />
              <span>
                <strong>{user.name}</strong>
                <small>{user.email ?? 'has not signed up'}</small>
              </span>
              <Icon name="chevron" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
