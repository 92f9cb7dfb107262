/** A template that WhatsApp has approved: the only thing that may be sent outside the service window. */
export interface Template {
  /** `HX…`: https://www.twilio.com/docs/content */
  readonly contentSid: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface Text {
  readonly kind: 'text';
  readonly body: string;
  /** WhatsApp takes one medium a message. */
  readonly mediaUrl: string | null;
}

export type OutboundContent = Text | { readonly kind: 'template'; readonly template: Template };
