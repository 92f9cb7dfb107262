import type { LinkDocument } from '../../page-protocol.ts';
import { Icon } from '../shared/icon.tsx';
import { formatDay, formatTime } from '../shared/format-time.ts';
import type { LinkingState } from '../state/linking-state.ts';

interface LinkedNumberProps {
  readonly linked: NonNullable<LinkDocument['linked']>;
  readonly hasRequest: boolean;
  readonly linking: LinkingState;
}

/** The number that belongs to the user now; it stays linked until another one is confirmed. */
export function LinkedNumber({ linked, hasRequest, linking }: LinkedNumberProps) {
  const since = Date.parse(linked.linked_at);
  return (
    <>
      <div class="linked" data-state={linked.state}>
        <span class="linked-sign">
          <Icon name={linked.state === 'active' ? 'check' : 'alert'} />
        </span>
        <div>
          <strong class="number" aria-label="Linked number">
            {linked.masked_number}
          </strong>
          <p>
            Linked since{' '}
            <time dateTime={linked.linked_at}>
              {formatDay(since)}, {formatTime(since)}
            </time>
          </p>
        </div>
      </div>
      {!hasRequest && (
        <div class="buttons">
          <button
            type="button"
            class="secondary"
            aria-disabled={linking.isBusy.value}
            onClick={() => void linking.start()}
          >
            Link another number
          </button>
          <button
            type="button"
            class="danger"
            aria-disabled={linking.isBusy.value}
            onClick={() => void linking.unlink()}
          >
            Unlink
          </button>
        </div>
      )}
    </>
  );
}
