import { z } from 'zod';

import { isHttpUrl } from '../http/is-http-url.ts';
import { InvalidRequestError } from '../invalid-request-error.ts';

const address = z
  .string()
  .refine((value) => value === '' || isHttpUrl(value), {
    error: ({ input }) => `must be an http(s) URL: ${String(input)}`,
  })
  .nullable();
const method = z.string();

const senderWebhook = z.strictObject({
  callback_url: address,
  callback_method: method,
  fallback_url: address,
  fallback_method: method,
  status_callback_url: address,
  status_callback_method: method,
});

const sender = z.strictObject({ status: z.string().min(1), webhook: senderWebhook });

const messagingService = z.strictObject({
  inbound_request_url: address,
  inbound_method: method,
  fallback_url: address,
  fallback_method: method,
  status_callback: address,
  use_inbound_webhook_on_number: z.boolean(),
  /** Whether our sender is in its pool. */
  has_sender: z.boolean(),
});

const senderChange = z.looseObject({ webhook: z.looseObject({}).optional() });
const serviceChange = z.looseObject({});

/**
 * What Twilio holds of a WhatsApp sender, named as in its REST API.
 * https://www.twilio.com/docs/whatsapp/api/senders
 */
export type Sender = z.output<typeof sender>;
/** https://www.twilio.com/docs/messaging/api/service-resource */
export type MessagingService = z.output<typeof messagingService>;

/** The sender with the fields that `input` names. Throws InvalidRequestError, which names every problem. */
export function changedSender(current: Sender, input: unknown): Sender {
  const { webhook, ...change } = parse(senderChange, input);
  return parse(sender, { ...current, ...change, webhook: { ...current.webhook, ...webhook } });
}

/** The service with the fields that `input` names. Throws InvalidRequestError, which names every problem. */
export function changedService(current: MessagingService, input: unknown): MessagingService {
  return parse(messagingService, { ...current, ...parse(serviceChange, input) });
}

function parse<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new InvalidRequestError(z.prettifyError(parsed.error));
  return parsed.data;
}
