import type { MessageTemplate } from '../../page-protocol.ts';
import type { OutboundDocument, TemplateContent } from '../../outbound-document.ts';

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g;

/** The names of a template's variables, each once, as they appear. */
export function variablesOf({ body }: Pick<MessageTemplate, 'body'>): readonly string[] {
  return [...new Set(Array.from(body.matchAll(VARIABLE), ([, name = '']) => name))];
}

/** The template's text with the variables that are given filled in. */
export function templateText(
  { body }: Pick<MessageTemplate, 'body'>,
  variables: TemplateContent['variables'],
): string {
  return body.replaceAll(VARIABLE, (placeholder, name: string) => variables[name] || placeholder);
}

/** What the document says, as far as the page knows its template. */
export function textOf({ body, template }: OutboundDocument, templates: readonly MessageTemplate[]): string {
  if (template === undefined) return body ?? '';
  const known = templates.find(({ contentSid }) => contentSid === template.content_sid);
  return known ? templateText(known, template.variables) : `Template ${template.content_sid}`;
}
