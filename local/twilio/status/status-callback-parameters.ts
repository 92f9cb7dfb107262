import { createHash } from 'node:crypto';

import type { FormParameters } from '../http/form-parameters.ts';
import type { StoredMessage } from '../messages/stored-message.ts';

/** https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks */
export function statusCallbackParameters(message: StoredMessage, accountSid: string): FormParameters {
  const optional: readonly (readonly [string, string | undefined])[] = [
    ['MessagingServiceSid', message.messagingServiceSid ?? undefined],
    ['EventType', eventType(message)],
    ['ErrorCode', message.errorCode?.toString()],
    ['ChannelStatusMessage', message.errorCode === null ? undefined : `Error ${message.errorCode}`],
  ];
  return [
    ['ChannelPrefix', 'whatsapp'],
    ['ChannelInstallSid', channelInstallSid(message.from)],
    ['ChannelToAddress', message.to.replace('whatsapp:', '').replace(/.{4}$/u, 'XXXX')],
    ['StructuredMessage', 'false'],
    ['SmsSid', message.sid],
    ['MessageSid', message.sid],
    ['SmsStatus', message.status],
    ['MessageStatus', message.status],
    ['To', message.to],
    ['From', message.from],
    ['AccountSid', accountSid],
    ['ApiVersion', '2010-04-01'],
    ...optional.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  ];
}

function eventType({ status }: StoredMessage): string | undefined {
  return status === 'delivered' || status === 'read' ? status.toUpperCase() : undefined;
}

const channelInstallSid = (sender: string): string =>
  `XE${createHash('sha256').update(sender).digest('hex').slice(0, 32)}`;
