import { z } from 'zod';
import { parseWhatsAppAddress, type WhatsAppAddress } from '../../../domain/linking/whatsapp-address.ts';
import type { Instant } from '../../../domain/shared/clock.ts';
import { LANGUAGES } from '../../../domain/shared/language.ts';
import { isStoredInstant, type StoredInstant } from './stored-instant.ts';

export const instant = z
  .custom<StoredInstant>(isStoredInstant, 'is no timestamp')
  .transform((stored): Instant => stored.toMillis());
export const address = z.string().transform((value, context): WhatsAppAddress => {
  try {
    return parseWhatsAppAddress(value);
  } catch {
    context.addIssue('is not a WhatsApp address');
    return z.NEVER;
  }
});

/** Null in documents of an earlier version, and for a language that only a later one speaks. */
export const language = z.enum(LANGUAGES).nullable().catch(null);

/** Every client of Firestore stores it as a timestamp. */
export function timestamp(at: Instant): Date {
  return new Date(at);
}

export function timestampOrNull(at: Instant | null): Date | null {
  return at === null ? null : timestamp(at);
}
