import { z } from 'zod';

const media = z.object({ url: z.string(), content_type: z.string() });

const received = z.object({
  type: z.literal('message.received'),
  timestamp: z.iso.datetime(),
  data: z.looseObject({
    message_sid: z.string(),
    user_id: z.string(),
    number: z.number(),
    from: z.string(),
    type: z.string(),
    body: z.string(),
    media: z.array(media),
  }),
});

const event = z.object({
  type: z.templateLiteral([z.enum(['link', 'contact', 'message']), '.', z.string()]),
  timestamp: z.iso.datetime(),
  data: z.object({ user_id: z.string(), message_id: z.string().optional(), reason: z.string().optional() }),
});

const webhook = z.union([received, event]);

export type ReceivedMessage = z.output<typeof received>;
export type ReceivedEvent = z.output<typeof event>;
export type WebhookContent = ReceivedMessage | ReceivedEvent;

export interface ReceivedWebhook {
  readonly id: string;
  readonly content: WebhookContent;
  /** The trace that it belongs to, as W3C Trace Context writes it. */
  readonly traceparent: string | null;
}

/** Throws where Linkline sends something else than it promises. */
export function parseWebhook(body: string): WebhookContent {
  return webhook.parse(JSON.parse(body));
}

export function isMessage(content: WebhookContent): content is ReceivedMessage {
  return content.type === 'message.received';
}
