import type { AddressKeys } from '../../domain/linking/address-key.ts';
import type { Contact } from '../../domain/linking/contact.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { UserMapping } from '../../domain/linking/user-mapping.ts';

/** The mapping of which this address is the second one. A pointer counts only while its mapping still names the address. */
export async function findPointedTo(
  repositories: LinkingRepositories,
  keys: AddressKeys,
  contact: Contact | null,
): Promise<UserMapping | null> {
  if (contact === null || contact.mappingId === null) return null;
  const mapping = await repositories.mappings.findByAddress(contact.mappingId);
  const second = mapping?.otherAddress ?? null;
  return second !== null && keys.keyOf(second) === contact.addressKey ? mapping : null;
}
