import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import { USER_MAPPING_STATES } from '../../../domain/linking/user-mapping.ts';
import type { UserLink } from '../../../domain/linking/user-link.ts';
import { collections } from '../collections.ts';
import { instant, timestamp } from './fields.ts';
import { parseDocument } from './parse-document.ts';

const schema = z.object({
  linked: z
    .object({
      masked_number: z.string(),
      linked_at: instant,
      state: z.enum(USER_MAPPING_STATES),
    })
    .nullable(),
  request: z
    .object({
      request_id: z.string(),
      state: z.enum(['open', 'claimed']),
      masked_number: z.string().nullable(),
      expires_at: instant,
    })
    .nullable(),
  mapping_id: z.string().nullable(),
  next_message_number: z.number().int().positive(),
});

export function encodeUserLink({ linked, request, mappingId, nextMessageNumber }: UserLink): DocumentData {
  return {
    linked: linked && {
      masked_number: linked.maskedNumber,
      linked_at: timestamp(linked.linkedAt),
      state: linked.state,
    },
    request: request && {
      request_id: request.requestId,
      state: request.state,
      masked_number: request.maskedNumber,
      expires_at: timestamp(request.expiresAt),
    },
    mapping_id: mappingId,
    next_message_number: nextMessageNumber,
  };
}

export function decodeUserLink(userId: string, data: DocumentData): UserLink {
  const { linked, request, mapping_id, next_message_number } = parseDocument(collections.links, schema, data);
  return {
    userId,
    linked: linked && {
      maskedNumber: linked.masked_number,
      linkedAt: linked.linked_at,
      state: linked.state,
    },
    request: request && {
      requestId: request.request_id,
      state: request.state,
      maskedNumber: request.masked_number,
      expiresAt: request.expires_at,
    },
    mappingId: mapping_id,
    nextMessageNumber: next_message_number,
  };
}
