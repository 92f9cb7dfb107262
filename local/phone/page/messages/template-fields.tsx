import type { TemplateContent } from '../../outbound-document.ts';
import type { MessageTemplate } from '../../page-protocol.ts';
import { templateText, variablesOf } from './template-text.ts';

interface TemplateFieldsProps {
  readonly id: string;
  readonly label: string;
  /** What the choice of no template is called. */
  readonly none: string;
  readonly templates: readonly MessageTemplate[];
  readonly content: TemplateContent | undefined;
  readonly onChange: (content: TemplateContent | undefined) => void;
}

/** The choice of a template, and its variables to fill in. */
export function TemplateFields({ id, label, none, templates, content, onChange }: TemplateFieldsProps) {
  const chosen = templates.find(({ contentSid }) => contentSid === content?.content_sid);
  const choose = (contentSid: string) =>
    onChange(contentSid === '' ? undefined : { content_sid: contentSid, variables: {} });
  return (
    <>
      <div class="field">
        <label for={id}>{label}</label>
        <select
          id={id}
          value={content?.content_sid ?? ''}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        >
          <option value="">{none}</option>
          {templates.map(({ contentSid, name }) => (
            <option key={contentSid} value={contentSid}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {chosen && content && (
        <>
          <p class="template-text">{templateText(chosen, content.variables)}</p>
          {variablesOf(chosen).map((name) => (
            <div class="field" key={name}>
              <label for={`${id}-${name}`}>Variable {name}</label>
              <input
                id={`${id}-${name}`}
                value={content.variables[name] ?? ''}
                onInput={({ currentTarget }) =>
                  onChange({
                    ...content,
                    variables: { ...content.variables, [name]: currentTarget.value },
                  })
                }
              />
            </div>
          ))}
        </>
      )}
    </>
  );
}
