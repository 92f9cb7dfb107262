import type { LinkDocument } from '../../page-protocol.ts';
import { formatCountdown } from '../shared/format-time.ts';
import type { PageState } from '../state/page-state.ts';

interface RequestFootProps {
  readonly request: NonNullable<LinkDocument['request']>;
  readonly state: PageState;
}

/** How long the request still lives, and the way out of it. */
export function RequestFoot({ request, state }: RequestFootProps) {
  const left = Date.parse(request.expires_at) - state.clock.now.value;
  return (
    <footer class="request-foot">
      <span role="timer" aria-label="Time left">
        Expires in <b>{formatCountdown(left)}</b>
      </span>
      <button
        type="button"
        class="quiet"
        aria-disabled={state.account.isBusy.value}
        onClick={() => void state.linking.cancel(request.request_id)}
      >
        Cancel
      </button>
    </footer>
  );
}
