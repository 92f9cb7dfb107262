/** An approved template; `{{1}}` or `{{name}}` in its body stands for a variable. */
export interface Template {
  readonly contentSid: string;
  /** For people. */
  readonly name: string;
  readonly body: string;
}

const CONTENT_SID = /^HX[0-9a-f]{32}$/iu;

export const isContentSid = (text: string): boolean => CONTENT_SID.test(text);

/** What may be sent outside the service window. */
export class TemplateLibrary {
  readonly #templates = new Map<string, Template>();

  constructor(templates: readonly Template[]) {
    for (const template of templates) this.add(template);
  }

  /** In place of the one with the same ContentSid, if there is one. */
  add(template: Template): void {
    this.#templates.set(template.contentSid, template);
  }

  all(): readonly Template[] {
    return [...this.#templates.values()];
  }

  /** The text as the phone shows it; undefined where there is no such template. A variable without a value shows its name. */
  render(contentSid: string, variables: Readonly<Record<string, string>>): string | undefined {
    return this.#templates
      .get(contentSid)
      ?.body.replace(/\{\{(\w+)\}\}/gu, (placeholder, name: string) => variables[name] ?? placeholder);
  }
}
