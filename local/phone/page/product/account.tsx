import type { DemoUser } from '../../../auth/demo-users.ts';
import { Avatar } from '../shared/avatar.tsx';
import type { AccountState } from '../state/account-state.ts';

interface AccountProps {
  readonly user: DemoUser;
  readonly account: AccountState;
}

/** Who is signed in. */
export function Account({ user, account }: AccountProps) {
  const index = account.users.findIndex(({ uid }) => uid === user.uid);
  return (
    <div class="account">
      <Avatar name={user.email ? user.name : '?'} tone={String(index % 4)} />
      <div>
        <strong>{user.name}</strong>
        <p>{user.email ?? 'has not signed up'}</p>
      </div>
      <button type="button" class="quiet" onClick={() => account.signOut()}>
        Sign out
      </button>
    </div>
  );
}
