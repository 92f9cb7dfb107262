import type { AddressKeys } from '../../domain/linking/address-key.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { UserMapping } from '../../domain/linking/user-mapping.ts';

/** Deletes a mapping and the pointer that the person's second address has to it. */
export async function removeMapping(
  repositories: LinkingRepositories,
  keys: AddressKeys,
  mapping: UserMapping,
): Promise<void> {
  await removePointer(repositories, keys, mapping);
  repositories.mappings.remove(mapping.addressKey);
}

/** Takes the pointer to a mapping from the address that has been its second one. */
export async function removePointer(
  repositories: LinkingRepositories,
  keys: AddressKeys,
  { addressKey, otherAddress }: UserMapping,
): Promise<void> {
  if (otherAddress === null) return;
  const contact = await repositories.contacts.find(keys.keyOf(otherAddress));
  if (contact?.mappingId === addressKey) repositories.contacts.save({ ...contact, mappingId: null });
}
