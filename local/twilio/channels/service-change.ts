/** The fields of a service that an update may name: https://www.twilio.com/docs/messaging/api/service-resource */
const FIELDS = {
  InboundRequestUrl: 'inbound_request_url',
  InboundMethod: 'inbound_method',
  FallbackUrl: 'fallback_url',
  FallbackMethod: 'fallback_method',
  StatusCallback: 'status_callback',
} as const;

/** What the form of an update says, as the resource names it. */
export function serviceChangeIn(form: string): Readonly<Record<string, unknown>> {
  const given = new URLSearchParams(form);
  const texts = Object.entries(FIELDS)
    .filter(([name]) => given.has(name))
    .map(([name, field]) => [field, given.get(name)]);
  const onNumber = given.get('UseInboundWebhookOnNumber');
  return {
    ...Object.fromEntries(texts),
    ...(onNumber !== null && { use_inbound_webhook_on_number: onNumber === 'true' }),
  };
}
