import { isDeliveryState, type DeliveryReport } from '../../domain/messaging/delivery-status.ts';
import type { TwilioParameters } from './twilio-parameters.ts';

const ERROR_CODE = /^\d{1,6}$/;

/** Reads a verified status callback; null for a status that we do not know. https://www.twilio.com/docs/messaging/guides/track-outbound-message-status */
export function parseDeliveryReport(
  parameters: TwilioParameters,
  messageId: string,
): Omit<DeliveryReport, 'reportedAt'> | null {
  const state = parameters.get('MessageStatus') ?? '';
  if (!isDeliveryState(state)) return null;
  const code = parameters.get('ErrorCode') ?? '';
  return {
    messageId,
    messageSid: parameters.get('MessageSid') ?? '',
    state,
    providerCode: ERROR_CODE.test(code) ? Number(code) : null,
  };
}
