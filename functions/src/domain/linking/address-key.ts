import type { WhatsAppAddress } from './whatsapp-address.ts';

/** Keyed hash of an address: the document id under which everything about the address is found. 22 base64url characters. */
export type AddressKey = string;

export interface AddressKeys {
  keyOf(address: WhatsAppAddress): AddressKey;
}
