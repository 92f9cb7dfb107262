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

/** What stays where the configuration lets no text be kept longer than it is needed. */
export interface ErasedContent {
  readonly kind: 'erased';
  /** Of what it said, keyed. */
  readonly hash: string;
  /** How many messages it was for Twilio. */
  readonly parts: number;
  /** Of the template that it was. */
  readonly contentSid: string | null;
}
