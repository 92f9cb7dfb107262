import type { DemoUser } from '../../../auth/demo-users.ts';
import { Avatar } from '../shared/avatar.tsx';
import type { LinkingState } from '../state/linking-state.ts';

interface AccountProps {
  readonly user: DemoUser;
  readonly linking: LinkingState;
}

/** Who is signed in. */
export function Account({ user, linking }: AccountProps) {
  const index = linking.users.findIndex(({ uid }) => uid === user.uid);
  return (
    <div class="account">
      <Avatar name={user.email ? user.name : '?'} tone={String(index % 4)} />
      <div>
        <strong>{user.name}</strong>
        <p>{user.email ?? 'has not signed up'}</p>
      </div>
      <button type="button" class="quiet" onClick={() => linking.signOut()}>
        Sign out
      </button>
    </div>
  );
}
