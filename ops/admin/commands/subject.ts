import type { Subject } from '../../../functions/src/app/operating/person-lookup.ts';
import { parseWhatsAppAddress } from '../../../functions/src/domain/linking/whatsapp-address.ts';

export const SUBJECT = '<user-or-number>';
export const SUBJECT_HELP = 'user id, "+" and the number, or "whatsapp:" and an address';

/** Throws `InvalidWhatsAppNumberError`. */
export function parseSubject(text: string): Subject {
  if (!text.startsWith('+') && !text.startsWith('whatsapp:')) return { kind: 'user', userId: text };
  const bare = text.replace(/^whatsapp:/, '').replaceAll(/[\s()-]/g, '');
  return { kind: 'address', address: parseWhatsAppAddress(`whatsapp:${bare}`) };
}
