import type { DocumentData } from 'firebase-admin/firestore';
import type { StoredInboundMessage } from '../../../domain/messaging/inbound-message-repository.ts';
import { timestamp } from './fields.ts';
import { DELETE_AT, retention } from './retention.ts';

export function encodeInboundMessage({
  userId,
  number,
  message,
  receivedAt,
}: StoredInboundMessage): DocumentData {
  return {
    user_id: userId,
    number,
    state: 'stored',
    whatsapp_number: message.sender.address.value,
    external_user_id: message.sender.otherAddress?.value ?? null,
    profile_name: message.sender.profileName,
    type: message.type,
    body: message.body,
    media: message.media.map(({ url, contentType }) => ({ url, content_type: contentType })),
    location: message.location,
    button: message.button,
    received_at: timestamp(receivedAt),
    [DELETE_AT]: timestamp(receivedAt + retention.message),
  };
}
