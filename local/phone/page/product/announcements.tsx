import { useEffect, useRef } from 'preact/hooks';
import { mendedBySignIn } from '../../../../examples/link-button/linking/link-error.ts';
import { Notice } from '../shared/notice.tsx';
import type { AccountState } from '../state/account-state.ts';

/** What came of the last thing the user did, with the remedy where the app has one. */
export function Announcements({ account }: { readonly account: AccountState }) {
  const uid = account.user.value?.uid;
  const { value: problem } = account.problem;
  const { value: notice } = account.notice;
  const view = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem || notice) view.current?.scrollIntoView({ block: 'nearest' });
  }, [problem, notice]);
  return (
    <div class="announcements" ref={view}>
      {problem && <Notice tone="problem" message={problem.message} code={problem.code} />}
      {mendedBySignIn.has(problem?.code ?? '') && uid && (
        <button type="button" class="secondary" onClick={() => void account.signIn(uid)}>
          Sign in again
        </button>
      )}
      <div role="status" aria-label="Outcome">
        {notice && <Notice tone="information" message={notice} />}
      </div>
    </div>
  );
}
