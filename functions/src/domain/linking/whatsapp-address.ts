import { InvalidWhatsAppNumberError } from './linking-errors.ts';
import { maskPhone } from './mask-phone.ts';

const PHONE = /^whatsapp:(\+[1-9]\d{6,14})$/;
const BUSINESS_SCOPED_ID = /^whatsapp:([A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128})$/;

/**
 * Where a person is reached on WhatsApp: a phone or, when the person hides it, a business-scoped user id.
 * `value` is the form that Twilio uses. Forms: https://www.twilio.com/docs/whatsapp/api
 */
export interface WhatsAppAddress {
  readonly kind: 'phone' | 'business-scoped-id';
  readonly value: string;
}

/** Throws `InvalidWhatsAppNumberError`; the value itself is never part of the message. */
export function parseWhatsAppAddress(value: string): WhatsAppAddress {
  if (PHONE.test(value)) return { kind: 'phone', value };
  if (BUSINESS_SCOPED_ID.test(value)) return { kind: 'business-scoped-id', value };
  throw new InvalidWhatsAppNumberError();
}

/** "+49 ••• 67", or "US •••" for a business-scoped id. */
export function maskWhatsAppAddress(address: WhatsAppAddress): string {
  const bare = address.value.slice('whatsapp:'.length);
  return address.kind === 'phone' ? maskPhone(bare) : `${bare.slice(0, 2)} •••`;
}
