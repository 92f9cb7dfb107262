import type { Check } from '../check.ts';
import type { Settings } from '../../admin/settings.ts';
import { wrong, type Finding } from '../finding.ts';
import { setParameter } from '../fixes.ts';
import { expectedWebhooks, withoutFragment } from '../twilio/expected-webhooks.ts';
import { sandboxError } from '../twilio/inbound-side.ts';
import type { TwilioSender } from '../twilio/twilio-account.ts';
import { updateSender } from '../twilio/twilio-fixes.ts';

/** Whether the sender is online and brings what people write to us, and nobody else. */
export const twilioSenderCheck: Check = {
  name: 'twilio-sender',
  title: 'Twilio sender',
  async examine(patient) {
    const { settings } = patient;
    const { sender, service } = await patient.inboundSide();
    if (sender === null) return [];
    if (sender.isSandbox) throw sandboxError(settings);
    const { label, found } = sender;
    if (found === null) {
      const problem = `The Twilio account has no WhatsApp sender ${label}.`;
      return [wrong(problem, setParameter(settings, 'TWILIO_SENDER', 'whatsapp:+…'))];
    }
    const decides = service === null || service.found?.defersToSender === true;
    return [...availability(label, found), ...(decides ? addresses(label, found, settings) : [])];
  },
};

function availability(label: string, { status }: TwilioSender): readonly Finding[] {
  if (status.startsWith('ONLINE')) return [];
  const place = 'Twilio console › Messaging › Senders › WhatsApp senders says why';
  return [wrong(`The sender ${label} is ${status}.`, place)];
}

function addresses(label: string, sender: TwilioSender, settings: Settings): readonly Finding[] {
  const expected = expectedWebhooks(settings);
  const { sid, inbound, fallbackUrl, statusUrl } = sender;
  const findings: Finding[] = [];
  if (withoutFragment(inbound.url) !== expected.inbound) {
    const change = { callback_url: expected.inboundWithRetries, callback_method: 'POST' };
    const problem = `The sender ${label} brings messages to another address than ${expected.inbound}.`;
    findings.push(wrong(problem, updateSender(settings, sid, change)));
  } else if (inbound.method !== 'POST') {
    const problem = `The sender ${label} calls the webhook by ${inbound.method}.`;
    findings.push(wrong(problem, updateSender(settings, sid, { callback_method: 'POST' })));
  }
  if (!['', expected.inbound].includes(withoutFragment(fallbackUrl))) {
    const problem = `The sender ${label} has a fallback URL elsewhere: what fails here is taken there for handled.`;
    findings.push(wrong(problem, updateSender(settings, sid, { fallback_url: '' })));
  }
  if (!['', expected.status].includes(withoutFragment(statusUrl))) {
    const problem = `The sender ${label} reports delivery to another address than ${expected.status}.`;
    findings.push(wrong(problem, updateSender(settings, sid, { status_callback_url: expected.status })));
  }
  return findings;
}
