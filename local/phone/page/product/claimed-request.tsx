import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { LinkDocument } from '../../page-protocol.ts';
import type { PageState } from '../state/page-state.ts';
import { digitsOf, formatDigits, isComplete } from './confirmation-digits.ts';
import { RequestFoot } from './request-foot.tsx';

interface ClaimedRequestProps {
  readonly request: NonNullable<LinkDocument['request']>;
  readonly state: PageState;
}

/** The code has arrived: its owner says that the number is theirs, with the digits that only its chat shows. */
export function ClaimedRequest({ request, state }: ClaimedRequestProps) {
  const digits = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const { account, linking, configuration } = state;
  useEffect(() => {
    if (account.problem.value) field.current?.select();
  }, [account.problem.value]);

  const submit = (event: Event) => {
    event.preventDefault();
    if (isComplete(digits.value)) void linking.confirm(request.request_id, digits.value);
  };
  return (
    <>
      <p class="lead">
        <strong class="number">{request.masked_number}</strong> sent the code. If this is your number, enter
        the six digits that {configuration.productName} has just sent to it.
      </p>
      <form class="confirmation" onSubmit={submit}>
        <label for="confirmation">Six digits from WhatsApp</label>
        <input
          id="confirmation"
          ref={field}
          inputMode="numeric"
          autoComplete="one-time-code"
          placeholder="000 000"
          value={formatDigits(digits.value)}
          aria-invalid={account.problem.value?.code === 'confirmation-number-wrong'}
          onInput={(event) => {
            digits.value = digitsOf(event.currentTarget.value);
            event.currentTarget.value = formatDigits(digits.value);
          }}
        />
        <button
          type="submit"
          class="primary"
          disabled={!isComplete(digits.value)}
          aria-disabled={account.isBusy.value}
        >
          Confirm
        </button>
      </form>
      <RequestFoot request={request} state={state} />
    </>
  );
}
