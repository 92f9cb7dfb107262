import type { StoredInboundMessage } from '../../domain/messaging/inbound-message-repository.ts';
import type {
  InboundFlow,
  InboundMessage,
  InboundReferral,
  RepliedMessage,
  Sender,
} from '../../domain/messaging/inbound-message.ts';
import type { WebhookPayload } from './forward-endpoint.ts';

type PayloadData = WebhookPayload['data'];

/** A message as the product's backend reads it: the names are a contract, whatever the fields are called in here. */
export function messagePayload({
  userId,
  number,
  message,
  receivedAt,
  backfilled,
  outOfOrder,
}: StoredInboundMessage): WebhookPayload {
  const timestamp = new Date(receivedAt).toISOString();
  return {
    type: 'message.received',
    timestamp,
    data: {
      message_sid: message.messageSid,
      user_id: userId,
      number,
      ...senderData(message.sender),
      ...contentData(message),
      received_at: timestamp,
      backfilled,
      out_of_order: outOfOrder,
    },
  };
}

function senderData({ address, otherAddress, profileName }: Sender): PayloadData {
  const id = [address, otherAddress].find((candidate) => candidate?.kind === 'business-scoped-id');
  return { from: address.value, external_user_id: id?.value ?? null, profile_name: profileName };
}

function contentData(message: InboundMessage): PayloadData {
  const { type, body, media, location, button, listReply, flow, repliedTo, forwarded, referral } = message;
  return {
    type,
    body,
    media: media.map(({ url, contentType }) => ({ url, content_type: contentType })),
    location,
    button,
    list_reply: listReply,
    flow: flow && flowData(flow),
    replied_to: repliedTo && repliedToData(repliedTo),
    forwarded,
    referral: referral && referralData(referral),
  };
}

function flowData({ data, interactiveData }: InboundFlow): PayloadData {
  return { data, interactive_data: interactiveData };
}

function repliedToData({ messageSid, senderAddress }: RepliedMessage): PayloadData {
  return { message_sid: messageSid, sender_address: senderAddress };
}

function referralData(referral: InboundReferral): PayloadData {
  return {
    source_type: referral.sourceType,
    source_id: referral.sourceId,
    source_url: referral.sourceUrl,
    headline: referral.headline,
    body: referral.body,
    click_id: referral.clickId,
    media_count: referral.mediaCount,
    media_id: referral.mediaId,
    media_url: referral.mediaUrl,
    media_content_type: referral.mediaContentType,
  };
}
