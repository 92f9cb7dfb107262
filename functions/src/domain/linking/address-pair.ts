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

/** Whether they have the same business-scoped id, which changes with the number. The same number may be written in two ways. */
export function haveSameId(mapping: UserMapping, pair: AddressPair): boolean {
  const known = idIn([mapping.address, mapping.otherAddress]);
  return known !== null && known === idIn([pair.address, pair.otherAddress]);
}

function idIn(addresses: readonly (WhatsAppAddress | null)[]): string | null {
  return addresses.find((address) => address?.kind === 'business-scoped-id')?.value ?? null;
}
