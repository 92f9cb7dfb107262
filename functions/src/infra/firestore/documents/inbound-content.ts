import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import type {
  InboundMessage,
  InboundReferral,
  RepliedMessage,
} from '../../../domain/messaging/inbound-message.ts';
import { address } from './fields.ts';
import { wellFormed } from './well-formed.ts';

const text = z.string().nullable();

const referral = z.object({
  source_type: text,
  source_id: text,
  source_url: text,
  headline: text,
  body: text,
  click_id: text,
  media_count: z.number(),
  media_id: text,
  media_url: text,
  media_content_type: text,
});

/** A default stands for what documents of an earlier version do not have. */
const schema = z.object({
  whatsapp_number: address,
  external_user_id: address.nullable(),
  profile_name: text,
  sent_to: z.string().default(''),
  type: z.string(),
  body: z.string(),
  media: z.array(z.object({ url: z.string(), content_type: z.string() })),
  location: z.object({ latitude: z.number(), longitude: z.number(), label: text, address: text }).nullable(),
  button: z.object({ text: z.string(), payload: text, type: text.default(null) }).nullable(),
  list_reply: z.object({ id: text, title: text }).nullable().default(null),
  flow: z.object({ data: text, interactive_data: text }).nullable().default(null),
  replied_to: z.object({ message_sid: z.string(), sender_address: text }).nullable().default(null),
  forwarded: z.enum(['no', 'forwarded', 'frequently']).default('no'),
  referral: referral.nullable().default(null),
  opt_out_type: z.enum(['STOP', 'START', 'HELP']).nullable().default(null),
});

/** What a person sent, without the id, which names the document. Halves of surrogate pairs become replacement characters. */
export function encodeInboundContent(message: InboundMessage): DocumentData {
  const { sender, media, location, button, listReply, flow, repliedTo } = message;
  return wellFormed({
    whatsapp_number: sender.address.value,
    external_user_id: sender.otherAddress?.value ?? null,
    profile_name: sender.profileName,
    sent_to: message.sentTo,
    type: message.type,
    body: message.body,
    media: media.map(({ url, contentType }) => ({ url, content_type: contentType })),
    location: location && { ...location },
    button: button && { ...button },
    list_reply: listReply && { ...listReply },
    flow: flow && { data: flow.data, interactive_data: flow.interactiveData },
    replied_to: repliedTo && encodeRepliedMessage(repliedTo),
    forwarded: message.forwarded,
    referral: message.referral && encodeReferral(message.referral),
    opt_out_type: message.optOutType,
  });
}

/** Fields that are none of the message's are ignored. Throws where one is missing or malformed. */
export function decodeInboundContent(messageSid: string, data: DocumentData): InboundMessage {
  const fields = schema.parse(data);
  const { flow, referral } = fields;
  return {
    messageSid,
    sender: {
      address: fields.whatsapp_number,
      otherAddress: fields.external_user_id,
      profileName: fields.profile_name,
    },
    sentTo: fields.sent_to,
    type: fields.type,
    body: fields.body,
    media: fields.media.map(({ url, content_type }) => ({ url, contentType: content_type })),
    location: fields.location,
    button: fields.button,
    listReply: fields.list_reply,
    flow: flow && { data: flow.data, interactiveData: flow.interactive_data },
    repliedTo: fields.replied_to && {
      messageSid: fields.replied_to.message_sid,
      senderAddress: fields.replied_to.sender_address,
    },
    forwarded: fields.forwarded,
    referral: referral && decodeReferral(referral),
    optOutType: fields.opt_out_type,
  };
}

function encodeRepliedMessage({ messageSid, senderAddress }: RepliedMessage): DocumentData {
  return { message_sid: messageSid, sender_address: senderAddress };
}

function encodeReferral(referral: InboundReferral): DocumentData {
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

function decodeReferral(fields: z.output<typeof referral>): InboundReferral {
  return {
    sourceType: fields.source_type,
    sourceId: fields.source_id,
    sourceUrl: fields.source_url,
    headline: fields.headline,
    body: fields.body,
    clickId: fields.click_id,
    mediaCount: fields.media_count,
    mediaId: fields.media_id,
    mediaUrl: fields.media_url,
    mediaContentType: fields.media_content_type,
  };
}
