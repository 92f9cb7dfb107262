import type { PageState } from '../state/page-state.ts';
import { ClaimedRequest } from './claimed-request.tsx';
import { LinkIntroduction } from './link-introduction.tsx';
import { LinkStatus } from './link-status.tsx';
import { LinkedNumber } from './linked-number.tsx';
import { Steps } from './steps.tsx';
import { WaitingRequest } from './waiting-request.tsx';

/** The app's WhatsApp settings: whatever the user can do about their link now. */
export function LinkCard({ state }: { readonly state: PageState }) {
  const { linked, request } = state.linking.stage.value;
  return (
    <article class="card" aria-labelledby="link-card-title" aria-busy={state.account.isBusy.value}>
      <header class="card-header">
        <h3 id="link-card-title" tabIndex={-1}>
          WhatsApp
        </h3>
        <LinkStatus stage={state.linking.stage.value} />
      </header>
      {linked && <LinkedNumber linked={linked} hasRequest={request !== null} state={state} />}
      {!linked && !request && <LinkIntroduction state={state} />}
      {request && <Steps current={request.state === 'claimed' ? 3 : 2} />}
      {request?.state === 'open' && <WaitingRequest request={request} state={state} />}
      {request?.state === 'claimed' && (
        <ClaimedRequest key={request.request_id} request={request} state={state} />
      )}
    </article>
  );
}
