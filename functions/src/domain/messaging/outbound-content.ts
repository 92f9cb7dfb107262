/** A template that WhatsApp has approved: the only thing that may be sent outside the service window. */
export interface Template {
  /** `HX…`: https://www.twilio.com/docs/content */
  readonly contentSid: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** What the store can keep as a field's name; Twilio's own are numbers and words. */
const VARIABLE_NAME = /^(?!__.*__$).{1,100}$/su;

export function areVariableNames(names: readonly string[]): boolean {
  return names.every((name) => VARIABLE_NAME.test(name));
}

export interface Text {
  readonly kind: 'text';
  readonly body: string;
  /** WhatsApp takes one medium a message. */
  readonly mediaUrl: string | null;
}

export type OutboundContent = Text | { readonly kind: 'template'; readonly template: Template };
