import { Timestamp } from 'firebase-admin/firestore';
import { z } from 'zod';
import { parseWhatsAppAddress, type WhatsAppAddress } from '../../../domain/linking/whatsapp-address.ts';
import type { Instant } from '../../../domain/shared/clock.ts';

export const instant = z.instanceof(Timestamp).transform((timestamp): Instant => timestamp.toMillis());
export const address = z.string().transform((value, context): WhatsAppAddress => {
  try {
    return parseWhatsAppAddress(value);
  } catch {
    context.addIssue('is not a WhatsApp address');
    return z.NEVER;
  }
});

export function timestamp(at: Instant): Timestamp {
  return Timestamp.fromMillis(at);
}

export function timestampOrNull(at: Instant | null): Timestamp | null {
  return at === null ? null : timestamp(at);
}
