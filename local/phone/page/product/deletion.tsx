import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { AccountState, SignedInUser } from '../state/account-state.ts';

interface DeletionProps {
  readonly user: SignedInUser;
  readonly account: AccountState;
}

/** Deletes the account, having asked once whether that is meant. */
export function Deletion({ user, account }: DeletionProps) {
  const isAsking = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  const keep = () => {
    isAsking.value = false;
    opener.current?.focus();
  };
  return (
    <>
      <button
        type="button"
        class="danger"
        ref={opener}
        aria-expanded={isAsking.value}
        onClick={() => (isAsking.value = !isAsking.value)}
      >
        Delete account
      </button>
      {isAsking.value && (
        <div class="deletion" role="group" aria-label="Delete account?">
          <p>Delete {user.name}’s account, its link and its messages? There is no way back.</p>
          <div class="buttons">
            <button type="button" class="secondary" ref={focus} onClick={keep}>
              Keep it
            </button>
            <button
              type="button"
              class="danger"
              aria-disabled={account.isBusy.value}
              onClick={() => void account.delete()}
            >
              Delete for good
            </button>
          </div>
        </div>
      )}
    </>
  );
}

function focus(button: HTMLButtonElement | null): void {
  button?.focus();
}
