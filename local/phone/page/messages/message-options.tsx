import type { Signal } from '@preact/signals';
import type { MessageTemplate, NewMessage } from '../../page-protocol.ts';
import { TemplateFields } from './template-fields.tsx';

const MINUTE = 60_000;
const EXPIRIES = [
  { label: 'after 1 minute', milliseconds: MINUTE },
  { label: 'after 15 minutes', milliseconds: 15 * MINUTE },
  { label: 'after 24 hours', milliseconds: 24 * 60 * MINUTE },
] as const;

interface MessageOptionsProps {
  readonly draft: Signal<NewMessage>;
  readonly templates: readonly MessageTemplate[];
}

/** What a message may carry besides its text. */
export function MessageOptions({ draft, templates }: MessageOptionsProps) {
  const without = (field: keyof NewMessage) => {
    const { [field]: _left, ...others } = draft.value;
    return others;
  };
  return (
    <details class="options">
      <summary>More options</summary>
      {templates.length > 0 && draft.value.template === undefined && (
        <TemplateFields
          id="fallback"
          label="Outside the service window"
          none="No template: the message fails"
          templates={templates}
          content={draft.value.fallback_template}
          onChange={(content) => {
            const others = without('fallback_template');
            draft.value = content ? { ...others, fallback_template: content } : others;
          }}
        />
      )}
      <div class="field">
        <label for="media">Media URL</label>
        <input
          id="media"
          type="url"
          placeholder="https://"
          value={draft.value.media_url ?? ''}
          onInput={({ currentTarget: { value } }) => {
            const others = without('media_url');
            draft.value = value ? { ...others, media_url: value } : others;
          }}
        />
      </div>
      <div class="field">
        <label for="expiry">Expires</label>
        <select
          id="expiry"
          value={String(draft.value.expires_in ?? '')}
          onChange={({ currentTarget: { value } }) => {
            const others = without('expires_in');
            draft.value = value ? { ...others, expires_in: Number(value) } : others;
          }}
        >
          <option value="">never</option>
          {EXPIRIES.map(({ label, milliseconds }) => (
            <option key={label} value={String(milliseconds)}>
              {label}
            </option>
          ))}
        </select>
      </div>
    </details>
  );
}
