import type { ReceivedMessage } from './received-webhook.ts';

/** What a product's endpoint may answer with: the wire form of Linkline's replies. */
export type ProductReply =
  | { readonly body: string; readonly media_url?: string; readonly fallback_template?: ProductTemplate }
  | { readonly template: ProductTemplate; readonly fallback_template?: ProductTemplate };

export interface ProductTemplate {
  readonly content_sid: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Repeats a text, and names the kind of anything else. */
export function echoReply({ data: { body, type } }: ReceivedMessage): readonly ProductReply[] {
  return [{ body: body === '' ? `You sent: ${type}` : `You wrote: ${body}` }];
}
