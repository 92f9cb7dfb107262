import type { AddressKeys } from '../../domain/linking/address-key.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { UserMapping } from '../../domain/linking/user-mapping.ts';

/** Deletes a mapping and the pointer that the person's second address has to it. */
export async function removeMapping(
  repositories: LinkingRepositories,
  keys: AddressKeys,
  mapping: UserMapping,
): Promise<void> {
  if (mapping.otherAddress !== null) {
    const contact = await repositories.contacts.find(keys.keyOf(mapping.otherAddress));
    if (contact?.mappingId === mapping.addressKey)
      repositories.contacts.save({ ...contact, mappingId: null });
  }
  repositories.mappings.remove(mapping.addressKey);
}
