import { useSignal } from '@preact/signals';
import type { NewMessage } from '../../page-protocol.ts';
import { Icon } from '../shared/icon.tsx';
import { Notice } from '../shared/notice.tsx';
import type { PageState } from '../state/page-state.ts';
import { MessageOptions } from './message-options.tsx';
import { TemplateFields } from './template-fields.tsx';

interface MessageFormProps {
  readonly userId: string;
  readonly state: PageState;
}

/** The product's backend writes to the user, as one document of the outbox. */
export function MessageForm({ userId, state: { messages, configuration } }: MessageFormProps) {
  const draft = useSignal<NewMessage>({});
  const { templates } = configuration;
  const { template, body = '' } = draft.value;
  const isEmpty = template === undefined && body.trim() === '' && !draft.value.media_url;
  const change = (fields: Partial<NewMessage>) => (draft.value = { ...draft.value, ...fields });

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isEmpty || messages.isBusy.value) return;
    if (await messages.send(userId, contentOf(draft.value))) draft.value = {};
  };
  return (
    <form class="message-form" onSubmit={(event) => void submit(event)}>
      {templates.length > 0 && (
        <TemplateFields
          id="template"
          label="What to send"
          none="Free text"
          templates={templates}
          content={template}
          onChange={(content) => {
            const { template: _former, ...others } = draft.value;
            draft.value = content ? { ...others, template: content } : others;
          }}
        />
      )}
      {template === undefined && (
        <div class="field">
          <label for="text">Text</label>
          <textarea
            id="text"
            rows={3}
            value={body}
            placeholder={`What ${configuration.productName} has to say`}
            onInput={({ currentTarget }) => change({ body: currentTarget.value })}
          />
        </div>
      )}
      <MessageOptions draft={draft} templates={templates} />
      {messages.problem.value && <Notice tone="problem" message={messages.problem.value.message} />}
      <button type="submit" class="primary" disabled={isEmpty} aria-disabled={messages.isBusy.value}>
        <Icon name="send" /> Send message
      </button>
    </form>
  );
}

/** A template takes the place of the text and of what would stand in for it; what was typed stays in the draft. */
function contentOf({ body, fallback_template: fallback, ...others }: NewMessage): NewMessage {
  if (others.template) return others;
  return { ...others, ...(body && { body }), ...(fallback && { fallback_template: fallback }) };
}
