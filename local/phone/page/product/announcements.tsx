import { Notice } from '../shared/notice.tsx';
import type { LinkingState } from '../state/linking-state.ts';

/** What came of the last thing the user did, with the remedy where the app has one. */
export function Announcements({ linking }: { readonly linking: LinkingState }) {
  const uid = linking.user.value?.uid;
  const { value: problem } = linking.problem;
  return (
    <>
      {problem && <Notice tone="problem" message={problem.message} code={problem.code} />}
      {problem?.code === 'recent-sign-in-required' && uid && (
        <button type="button" class="secondary" onClick={() => void linking.signIn(uid)}>
          Sign in again
        </button>
      )}
      <div role="status" aria-label="Outcome">
        {linking.notice.value && <Notice tone="information" message={linking.notice.value} />}
      </div>
    </>
  );
}
