import type { Settings } from '../../admin/settings.ts';
import type { Check } from '../check.ts';
import { wrong, type Finding } from '../finding.ts';
import { setParameter } from '../fixes.ts';
import { expectedWebhooks, withoutFragment } from '../twilio/expected-webhooks.ts';
import type { TwilioService } from '../twilio/twilio-account.ts';
import { addToPool, updateService } from '../twilio/twilio-fixes.ts';

/** Whether the messaging service, where there is one, has our sender and does not take its messages elsewhere. */
export const messagingServiceCheck: Check = {
  name: 'messaging-service',
  title: 'Messaging service',
  async examine(patient) {
    const { settings } = patient;
    const { sender, service } = await patient.inboundSide();
    if (service === null) return [];
    const { sid, found } = service;
    if (found === null) {
      const problem = 'The Twilio account has no messaging service TWILIO_MESSAGING_SERVICE_SID.';
      return [wrong(problem, setParameter(settings, 'TWILIO_MESSAGING_SERVICE_SID', 'MG…'))];
    }
    const senderSid = sender?.found?.sid;
    const isMember = senderSid === undefined || found.pool.includes(senderSid);
    return [
      ...(isMember
        ? []
        : [wrong('The messaging service does not have TWILIO_SENDER.', addToPool(settings, sid, senderSid))]),
      ...(found.defersToSender ? [] : addresses(sid, found, settings)),
      ...statusAddress(sid, found, settings),
    ];
  },
};

function addresses(sid: string, service: TwilioService, settings: Settings): readonly Finding[] {
  const expected = expectedWebhooks(settings);
  const findings: Finding[] = [];
  if (withoutFragment(service.inbound.url) !== expected.inbound) {
    const change = { InboundRequestUrl: expected.inboundWithRetries, InboundMethod: 'POST' };
    const problem = `The messaging service overrides its senders, and not with ${expected.inbound}.`;
    findings.push(wrong(problem, updateService(settings, sid, change)));
  } else if (service.inbound.method !== 'POST') {
    const problem = `The messaging service calls the webhook by ${service.inbound.method}.`;
    findings.push(wrong(problem, updateService(settings, sid, { InboundMethod: 'POST' })));
  }
  if (!['', expected.inbound].includes(withoutFragment(service.fallbackUrl))) {
    const problem =
      'The messaging service has a fallback URL elsewhere: what fails here is taken there for handled.';
    findings.push(wrong(problem, updateService(settings, sid, { FallbackUrl: '' })));
  }
  return findings;
}

function statusAddress(sid: string, { statusUrl }: TwilioService, settings: Settings): readonly Finding[] {
  const { status } = expectedWebhooks(settings);
  if (['', status].includes(withoutFragment(statusUrl))) return [];
  const problem = `The messaging service reports delivery to another address than ${status}.`;
  return [wrong(problem, updateService(settings, sid, { StatusCallback: status }))];
}
