import type { LinkDocument } from '../../page-protocol.ts';
import { phoneName } from '../phones/phone-name.ts';
import { Icon } from '../shared/icon.tsx';
import type { StartedLink } from '../state/callables.ts';
import type { PageState } from '../state/page-state.ts';
import { RequestFoot } from './request-foot.tsx';

interface WaitingRequestProps {
  readonly request: NonNullable<LinkDocument['request']>;
  readonly state: PageState;
}

/** The code is out; the app waits for it to arrive from WhatsApp. */
export function WaitingRequest({ request, state }: WaitingRequestProps) {
  const { account, linking } = state;
  const started = linking.started.value;
  return (
    <>
      {started ? (
        <CodeToSend started={started} state={state} />
      ) : (
        <>
          <p class="lead">
            A code was shown where this link was started. It works there, or get a new one here.
          </p>
          <button
            type="button"
            class="primary"
            aria-disabled={account.isBusy.value}
            onClick={() => void linking.start()}
          >
            Get a new code
          </button>
        </>
      )}
      <RequestFoot request={request} state={state} />
    </>
  );
}

function CodeToSend({ started, state }: { readonly started: StartedLink; readonly state: PageState }) {
  const phone = state.phones.phone.value;
  const { host, pathname, searchParams } = new URL(started.deepLink);
  return (
    <>
      <div class="code">
        <img
          src={`data:image/svg+xml,${encodeURIComponent(started.qrCode)}`}
          alt={`QR code that opens WhatsApp with the message ${started.code}`}
        />
        <div>
          <p>Scan it, or send this message yourself:</p>
          <output aria-label="Link code">{started.code}</output>
        </div>
      </div>
      <button
        type="button"
        class="primary"
        onClick={() => state.prefill(searchParams.get('text') ?? started.code)}
      >
        <Icon name="send" /> Send from {phone && phoneName(phone)}
      </button>
      <p class="hint">
        In a real app this opens {host}
        {pathname}, with the message written for you.
      </p>
    </>
  );
}
