import type { LinkDocument } from '../../page-protocol.ts';
import { Icon } from '../shared/icon.tsx';
import { formatDay, formatTime } from '../shared/format-time.ts';
import type { PageState } from '../state/page-state.ts';
import { linkStates } from './link-states.ts';

interface LinkedNumberProps {
  readonly linked: NonNullable<LinkDocument['linked']>;
  readonly hasRequest: boolean;
  readonly state: PageState;
}

/** The number that belongs to the user now; it stays linked until another one is confirmed. */
export function LinkedNumber({ linked, hasRequest, state }: LinkedNumberProps) {
  const { tone, explanation } = linkStates[linked.state];
  const since = Date.parse(linked.linked_at);
  return (
    <>
      <div class="linked" data-tone={tone}>
        <span class="linked-sign">
          <Icon name={tone === 'good' ? 'check' : 'alert'} />
        </span>
        <div>
          <strong class="number" aria-label="Linked number">
            {linked.masked_number}
          </strong>
          <p>
            {explanation ?? (
              <>
                Linked since{' '}
                <time dateTime={linked.linked_at}>
                  {formatDay(since)}, {formatTime(since)}
                </time>
              </>
            )}
          </p>
        </div>
      </div>
      {!hasRequest && <LinkActions linked={linked} state={state} />}
    </>
  );
}

function LinkActions({ linked, state }: Pick<LinkedNumberProps, 'linked' | 'state'>) {
  const { account, linking } = state;
  const { isMendedByLinking } = linkStates[linked.state];
  return (
    <div class="buttons">
      <button
        type="button"
        class={isMendedByLinking ? 'primary' : 'secondary'}
        aria-disabled={account.isBusy.value}
        onClick={() => void linking.start()}
      >
        {isMendedByLinking ? 'Link again' : 'Link another number'}
      </button>
      <button
        type="button"
        class="danger"
        aria-disabled={account.isBusy.value}
        onClick={() => void linking.unlink()}
      >
        Unlink
      </button>
    </div>
  );
}
