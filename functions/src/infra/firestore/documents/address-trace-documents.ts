import type { DocumentData } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { ClaimTrace, ContactTrace, MappingTrace } from '../../../domain/privacy/address-trace.ts';
import { address } from './fields.ts';
import { isAddressKey } from './rekeyed-fields.ts';
import { USER_ID } from './user-id.ts';

/** Set where it is stored in a form that cannot be read. */
export const lastingFlag = z.boolean().default(false).catch(true);

const userId = z.string().regex(USER_ID).nullable().catch(null);

const contactSchema = z.object({
  opted_out: lastingFlag,
  blocked: lastingFlag,
  mapping_id: z.string().refine(isAddressKey).nullable().catch(null),
});
const mappingSchema = z.object({
  user_id: userId,
  whatsapp_number: address.nullable().catch(null),
  external_user_id: address.nullable().catch(null),
});
const claimSchema = z.object({ user_id: userId });
const linkSchema = z.object({ request: z.object({ request_id: z.string() }).nullable().catch(null) });

export function contactTrace(data: DocumentData): ContactTrace {
  const { opted_out, blocked, mapping_id } = contactSchema.parse(data);
  return { optedOut: opted_out, blocked, mappingId: mapping_id };
}

export function mappingTrace(data: DocumentData): MappingTrace {
  const { user_id, whatsapp_number, external_user_id } = mappingSchema.parse(data);
  const addresses = [whatsapp_number, external_user_id].filter((one) => one !== null);
  return { userId: user_id, addresses };
}

export function claimTrace(requestId: string, data: DocumentData): ClaimTrace {
  return { requestId, userId: claimSchema.parse(data).user_id };
}

export function shownRequest(data: DocumentData): string | null {
  return linkSchema.parse(data).request?.request_id ?? null;
}
