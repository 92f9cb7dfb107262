import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import type { AddressPair } from '../../domain/linking/address-pair.ts';
import { unknownContact, type Contact } from '../../domain/linking/contact.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import { withStateOf } from '../../domain/linking/user-link.ts';
import type { IdentitySighting, UserMapping } from '../../domain/linking/user-mapping.ts';
import { maskWhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import { findPointedTo } from './find-pointed-to.ts';
import { removeMapping, removePointer } from './remove-mapping.ts';

interface PairedContacts {
  readonly first: Contact;
  readonly second: Contact;
}

/**
 * Gives a mapping the two addresses of its person, the first of which it is stored under. What was said or decided of one address then
 * holds for both. Null, and nothing is written, where one of them is somebody else's.
 */
export async function pairAddresses(
  repositories: LinkingRepositories,
  keys: AddressKeys,
  mapping: UserMapping,
  pair: AddressPair,
  identitySeen: IdentitySighting,
): Promise<UserMapping | null> {
  const addressKey = keys.keyOf(pair.address);
  const contacts = await readContacts(repositories, addressKey, keys.keyOf(pair.otherAddress));
  if (await isTaken(repositories, keys, mapping, contacts)) return null;
  const common = commonStanding(mapping, contacts);
  const paired: UserMapping = {
    ...mapping,
    ...pair,
    addressKey,
    identitySeen,
    optedOut: common.optedOut,
    state: common.blocked ? 'blocked' : mapping.state,
  };
  if (addressKey === mapping.addressKey) await removePointer(repositories, keys, mapping);
  else await removeMapping(repositories, keys, mapping);
  repositories.mappings.save(paired);
  saveContacts(repositories, contacts, common, addressKey);
  await showInApp(repositories, mapping, paired);
  return paired;
}

async function readContacts(
  repositories: LinkingRepositories,
  firstKey: AddressKey,
  secondKey: AddressKey,
): Promise<PairedContacts> {
  const [first, second] = await Promise.all([
    repositories.contacts.find(firstKey),
    repositories.contacts.find(secondKey),
  ]);
  return { first: first ?? unknownContact(firstKey), second: second ?? unknownContact(secondKey) };
}

async function isTaken(
  repositories: LinkingRepositories,
  keys: AddressKeys,
  mapping: UserMapping,
  { first, second }: PairedContacts,
): Promise<boolean> {
  const found = await Promise.all([
    repositories.mappings.findByAddress(first.addressKey),
    repositories.mappings.findByAddress(second.addressKey),
    findPointedTo(repositories, keys, second),
  ]);
  return found.some((other) => other !== null && other.addressKey !== mapping.addressKey);
}

function commonStanding(mapping: UserMapping, { first, second }: PairedContacts) {
  return {
    optedOut: mapping.optedOut || first.optedOut || second.optedOut,
    blocked: mapping.state === 'blocked' || first.blocked || second.blocked,
    optOutChangedAt: latest(first.optOutChangedAt, second.optOutChangedAt),
  };
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

/** Of the first address nothing is stored that its mapping alone would tell. */
function saveContacts(
  repositories: LinkingRepositories,
  { first, second }: PairedContacts,
  common: ReturnType<typeof commonStanding>,
  mappingId: AddressKey,
): void {
  const isKnown = first.optedOut === common.optedOut && first.blocked === common.blocked;
  if (!isKnown || first.mappingId !== null)
    repositories.contacts.save({ ...first, ...common, mappingId: null });
  repositories.contacts.save({ ...second, ...common, mappingId });
}

async function showInApp(
  repositories: LinkingRepositories,
  former: UserMapping,
  paired: UserMapping,
): Promise<void> {
  if (former.addressKey === paired.addressKey && former.state === paired.state) return;
  const link = await repositories.links.find(paired.userId);
  if (link === null || link.linked === null || link.mappingId !== former.addressKey) return;
  const linked = { ...link.linked, maskedNumber: maskWhatsAppAddress(paired.address) };
  repositories.links.save(withStateOf({ ...link, linked, mappingId: paired.addressKey }, paired));
}
