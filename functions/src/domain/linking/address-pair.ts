import type { UserMapping } from './user-mapping.ts';
import type { WhatsAppAddress } from './whatsapp-address.ts';

/** A phone and a business-scoped id, in either order, that WhatsApp says are one person's. */
export interface AddressPair {
  readonly address: WhatsAppAddress;
  readonly otherAddress: WhatsAppAddress;
}

/** The pair in the order of the mapping, whose own address stays the first one where the pair has it. */
export function inOrderOf(mapping: UserMapping, pair: AddressPair): AddressPair {
  return mapping.address.value === pair.otherAddress.value
    ? { address: pair.otherAddress, otherAddress: pair.address }
    : pair;
}

export function hasPair(mapping: UserMapping, { address, otherAddress }: AddressPair): boolean {
  return mapping.address.value === address.value && mapping.otherAddress?.value === otherAddress.value;
}
