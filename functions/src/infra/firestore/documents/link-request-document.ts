import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { LinkClaim, LinkRequest } from '../../../domain/linking/link-request.ts';
import type { RetentionConfig } from '../../config/retention-config.ts';
import { collections } from '../collections.ts';
import { address, instant, language, timestamp } from './fields.ts';
import { parseDocument } from './parse-document.ts';
import { DELETE_AT } from './retention.ts';

const schema = z.object({
  user_id: z.string().min(1),
  state: z.enum(['open', 'claimed', 'confirmed', 'ended']),
  masked_account: z.string().nullable(),
  language,
  created_at: instant,
  expires_at: instant,
  claim: z
    .object({
      address_key: z.string(),
      whatsapp_number: address,
      external_user_id: address.nullable(),
      profile_name: z.string().nullable(),
      claimed_at: instant,
      message_sid: z.string(),
      sent_to: z.string().default(''),
    })
    .nullable(),
  wrong_confirmations: z.number().int().nonnegative(),
});

export function encodeLinkRequest(request: LinkRequest, retention: RetentionConfig): DocumentData {
  return {
    user_id: request.userId,
    state: request.state,
    masked_account: request.maskedAccount,
    language: request.language,
    created_at: timestamp(request.createdAt),
    expires_at: timestamp(request.expiresAt),
    claim: request.claim && encodeClaim(request.claim),
    wrong_confirmations: request.wrongConfirmations,
    [DELETE_AT]: timestamp(request.expiresAt + retention.linkRequest),
  };
}

export function decodeLinkRequest(id: string, data: DocumentData): LinkRequest {
  const fields = parseDocument(collections.linkRequests, schema, data);
  return {
    id,
    userId: fields.user_id,
    state: fields.state,
    maskedAccount: fields.masked_account,
    language: fields.language,
    createdAt: fields.created_at,
    expiresAt: fields.expires_at,
    claim: fields.claim && {
      addressKey: fields.claim.address_key,
      address: fields.claim.whatsapp_number,
      otherAddress: fields.claim.external_user_id,
      profileName: fields.claim.profile_name,
      claimedAt: fields.claim.claimed_at,
      messageSid: fields.claim.message_sid,
      sentTo: fields.claim.sent_to,
    },
    wrongConfirmations: fields.wrong_confirmations,
  };
}

function encodeClaim(claim: LinkClaim): DocumentData {
  return {
    address_key: claim.addressKey,
    whatsapp_number: claim.address.value,
    external_user_id: claim.otherAddress?.value ?? null,
    profile_name: claim.profileName,
    claimed_at: timestamp(claim.claimedAt),
    message_sid: claim.messageSid,
    sent_to: claim.sentTo,
  };
}
