import type {
  InboundMessage,
  InboundReferral,
  RepliedMessage,
} from '../../../domain/messaging/inbound-message.ts';
import type { TwilioParameters } from '../twilio-parameters.ts';

const COUNT = /^\d{1,3}$/;

/** Twilio names the message only for seven days. */
export function parseRepliedTo(parameters: TwilioParameters): RepliedMessage | null {
  const messageSid = parameters.get('OriginalRepliedMessageSid');
  if (messageSid === null) return null;
  return { messageSid, senderAddress: parameters.get('OriginalRepliedMessageSender') };
}

export function parseForwarded(parameters: TwilioParameters): InboundMessage['forwarded'] {
  if (parameters.get('FrequentlyForwarded') === 'true') return 'frequently';
  return parameters.get('Forwarded') === 'true' ? 'forwarded' : 'no';
}

/** Null where nothing is referred to: every message carries `ReferralNumMedia=0`. */
export function parseReferral(parameters: TwilioParameters): InboundReferral | null {
  const texts = {
    sourceType: parameters.get('ReferralSourceType'),
    sourceId: parameters.get('ReferralSourceId'),
    sourceUrl: parameters.get('ReferralSourceUrl'),
    headline: parameters.get('ReferralHeadline'),
    body: parameters.get('ReferralBody'),
    clickId: parameters.get('ReferralCtwaClid'),
    mediaId: parameters.get('ReferralMediaId'),
    mediaUrl: parameters.get('ReferralMediaUrl'),
    mediaContentType: parameters.get('ReferralMediaContentType'),
  };
  const mediaCount = countIn(parameters.get('ReferralNumMedia'));
  const isEmpty = mediaCount === 0 && Object.values(texts).every((text) => text === null);
  return isEmpty ? null : { ...texts, mediaCount };
}

function countIn(value: string | null): number {
  return value !== null && COUNT.test(value) ? Number(value) : 0;
}
