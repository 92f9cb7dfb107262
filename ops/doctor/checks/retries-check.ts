import type { Check } from '../check.ts';
import { wrong } from '../finding.ts';
import { expectedWebhooks, hasRetries, withoutFragment } from '../twilio/expected-webhooks.ts';
import { sandboxError } from '../twilio/inbound-side.ts';
import { updateSender, updateService } from '../twilio/twilio-fixes.ts';

const PROBLEM =
  'Twilio does not repeat a message that fails with 5xx or a time-out: its address lacks the rules for that.';

/** Whether a message that we could not take at once comes again. */
export const retriesCheck: Check = {
  name: 'retries',
  title: 'Twilio retries',
  async examine(patient) {
    const { settings } = patient;
    const { sender, service } = await patient.inboundSide();
    const { inbound, inboundWithRetries } = expectedWebhooks(settings);
    const isOursWithout = (url: string) => withoutFragment(url) === inbound && !hasRetries(url);
    if (service !== null && service.found?.defersToSender === false) {
      if (!isOursWithout(service.found.inbound.url)) return [];
      return [
        wrong(PROBLEM, updateService(settings, service.sid, { InboundRequestUrl: inboundWithRetries })),
      ];
    }
    if (sender?.isSandbox === true) throw sandboxError(settings);
    const found = sender?.found ?? null;
    if (found === null || !isOursWithout(found.inbound.url)) return [];
    return [wrong(PROBLEM, updateSender(settings, found.sid, { callback_url: inboundWithRetries }))];
  },
};
