import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icon.tsx';
import type { PhonesState } from '../state/phones-state.ts';
import { phoneName } from './phone-name.ts';

const QUICK_MESSAGES = ['hi', 'STATUS', 'HELP', 'UNLINK', 'STOP', 'START', 'NO'] as const;
const ATTACHMENTS = [
  { attachment: 'picture', label: 'Send a picture' },
  { attachment: 'location', label: 'Send a location' },
] as const;

/** Where the chosen phone's owner writes. Enter sends, Shift and Enter starts a new line. */
export function Composer({ phones }: { readonly phones: PhonesState }) {
  const phone = phones.phone.value;
  const draft = phones.draft.value;
  const field = useRef<HTMLTextAreaElement>(null);

  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [draft]);

  const submit = (event: Event) => {
    event.preventDefault();
    void phones.sendDraft();
  };
  const submitOnEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
  };
  return (
    <div class="composer">
      <div class="quick-messages" role="group" aria-label="Quick messages">
        {QUICK_MESSAGES.map((text) => (
          <button key={text} type="button" onClick={() => void phones.send({ body: text })}>
            {text}
          </button>
        ))}
      </div>
      <form onSubmit={submit}>
        {ATTACHMENTS.map(({ attachment, label }) => (
          <button
            key={attachment}
            type="button"
            class="attach"
            aria-label={label}
            title={label}
            onClick={() => void phones.send({ attachment })}
          >
            <Icon name={attachment} />
          </button>
        ))}
        <label class="hidden-text" for="message">
          Message from {phone && phoneName(phone)}
        </label>
        <textarea
          id="message"
          ref={field}
          rows={1}
          placeholder="Message"
          value={draft}
          onInput={({ currentTarget }) => phones.write(currentTarget.value)}
          onKeyDown={submitOnEnter}
        />
        <button class="send" type="submit" aria-label="Send" disabled={draft.trim() === ''}>
          <Icon name="send" />
        </button>
      </form>
    </div>
  );
}
