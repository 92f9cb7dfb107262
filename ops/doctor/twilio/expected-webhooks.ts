import { functionUrl } from '../../../functions/src/infra/config/function-url.ts';
import { functionAddresses } from '../../admin/function-addresses.ts';
import type { Settings } from '../../admin/settings.ts';

/**
 * Three tries within the 15 seconds that Twilio waits; without it a 5xx or a time-out is not tried again.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
const RETRY_FRAGMENT = '#rc=3&rp=ct,5xx,rt&tt=15000';

/** What Twilio should have been told. Throws `UnusableError`. */
export function expectedWebhooks(settings: Settings) {
  const addresses = functionAddresses(settings);
  const inbound = functionUrl(addresses, 'twilioWebhook');
  return {
    inbound,
    inboundWithRetries: inbound + RETRY_FRAGMENT,
    status: functionUrl(addresses, 'twilioStatus'),
  };
}

export function withoutFragment(url: string): string {
  return url.replace(/#.*$/, '');
}

/** Whether a connection or answer that fails, and a 5xx, are tried again. */
export function hasRetries(url: string): boolean {
  const rules = new URLSearchParams(/#(.*)$/.exec(url)?.[1] ?? '');
  const policies = rules.get('rp')?.split(',') ?? [];
  const isComplete = policies.includes('all') || ['ct', '5xx', 'rt'].every((one) => policies.includes(one));
  return isComplete && Number(rules.get('rc')) >= 1;
}
