import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import type { Contact } from '../../domain/linking/contact.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { UserLink } from '../../domain/linking/user-link.ts';
import type { UserMapping } from '../../domain/linking/user-mapping.ts';
import type { WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';

/** How an operator names somebody. */
export type Subject =
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'address'; readonly address: WhatsAppAddress };

export interface Person {
  readonly mapping: UserMapping | null;
  readonly link: UserLink | null;
  /** Every address of the person that is known, with what is known of it. */
  readonly addresses: readonly { readonly addressKey: AddressKey; readonly contact: Contact | null }[];
}

/** Finds somebody by user or by either of the two addresses. A pointer counts only while its mapping names the address. */
export async function findPerson(
  repositories: LinkingRepositories,
  keys: AddressKeys,
  subject: Subject,
): Promise<Person> {
  if (subject.kind === 'user') return findUser(repositories, keys, subject.userId);
  const addressKey = keys.keyOf(subject.address);
  const mapping = await findMapping(repositories, keys, addressKey);
  const link = mapping === null ? null : await repositories.links.find(mapping.userId);
  return { mapping, link, addresses: await readAddresses(repositories, keys, mapping, addressKey) };
}

async function findUser(
  repositories: LinkingRepositories,
  keys: AddressKeys,
  userId: string,
): Promise<Person> {
  const link = await repositories.links.find(userId);
  const mappingId = link?.mappingId ?? null;
  const found = mappingId === null ? null : await repositories.mappings.findByAddress(mappingId);
  const mapping = found?.userId === userId ? found : null;
  return { mapping, link, addresses: await readAddresses(repositories, keys, mapping, null) };
}

/** The mapping of the person with this address, which may be the person's second one. */
export async function findMapping(
  repositories: LinkingRepositories,
  keys: AddressKeys,
  addressKey: AddressKey,
): Promise<UserMapping | null> {
  const [own, contact] = await Promise.all([
    repositories.mappings.findByAddress(addressKey),
    repositories.contacts.find(addressKey),
  ]);
  const mappingId = contact?.mappingId ?? null;
  if (own !== null || mappingId === null) return own;
  const mapping = await repositories.mappings.findByAddress(mappingId);
  const second = mapping?.otherAddress ?? null;
  return second !== null && keys.keyOf(second) === addressKey ? mapping : null;
}

async function readAddresses(
  repositories: LinkingRepositories,
  keys: AddressKeys,
  mapping: UserMapping | null,
  asked: AddressKey | null,
): Promise<Person['addresses']> {
  const second = mapping?.otherAddress ?? null;
  const known = [asked, mapping?.addressKey ?? null, second === null ? null : keys.keyOf(second)];
  const addressKeys = [...new Set(known.filter((key) => key !== null))];
  return Promise.all(
    addressKeys.map(async (addressKey) => ({
      addressKey,
      contact: await repositories.contacts.find(addressKey),
    })),
  );
}
