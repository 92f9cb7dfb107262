import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import { unlinkedUser, type UserLink } from '../../domain/linking/user-link.ts';
import { holdsAddress, type UserMapping } from '../../domain/linking/user-mapping.ts';
import { maskWhatsAppAddress, type WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import { findMapping } from './person-lookup.ts';

export interface MappingToImport {
  readonly userId: string;
  readonly address: WhatsAppAddress;
  readonly profileName: string | null;
  /** Null: it counts from the import on. */
  readonly linkedAt: Instant | null;
}

export type ImportRefusal = 'number-linked-to-other-user' | 'user-linked-to-other-number' | 'number-on-hold';

export type ImportedMapping =
  | { readonly kind: 'imported' | 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: ImportRefusal };

/** Nobody has written to us yet, so no free text may be sent. */
const NEVER: Instant = 0;

/** Writes one mapping and what the app shows of it, unless something else is stored for the number or the user. */
export async function importMapping(
  repositories: LinkingRepositories,
  keys: AddressKeys,
  mapping: MappingToImport,
  { now, dryRun }: { readonly now: Instant; readonly dryRun: boolean },
): Promise<ImportedMapping> {
  const addressKey = keys.keyOf(mapping.address);
  const [holder, link] = await Promise.all([
    findMapping(repositories, keys, addressKey),
    repositories.links.find(mapping.userId),
  ]);
  const existing = compareWithExisting(mapping.userId, holder, link);
  if (existing !== null) return existing;
  if (!dryRun) await store(repositories, mapping, addressKey, link ?? unlinkedUser(mapping.userId), now);
  return { kind: 'imported' };
}

function compareWithExisting(
  userId: string,
  holder: UserMapping | null,
  link: UserLink | null,
): ImportedMapping | null {
  if (holder !== null && holder.userId !== userId) {
    return { kind: 'refused', reason: 'number-linked-to-other-user' };
  }
  if (holder !== null && !holdsAddress(holder)) return { kind: 'refused', reason: 'number-on-hold' };
  if (holder !== null) return { kind: 'unchanged' };
  const mappingId = link?.mappingId ?? null;
  return mappingId === null ? null : { kind: 'refused', reason: 'user-linked-to-other-number' };
}

/** Without a link id, the new mapping is announced to nobody. */
async function store(
  repositories: LinkingRepositories,
  { userId, address, profileName, linkedAt }: MappingToImport,
  addressKey: AddressKey,
  link: UserLink,
  now: Instant,
): Promise<void> {
  const contact = await repositories.contacts.find(addressKey);
  const mapping: UserMapping = {
    addressKey,
    userId,
    address,
    otherAddress: null,
    profileName,
    language: null,
    linkId: null,
    state: contact?.blocked === true ? 'blocked' : 'active',
    linkedAt: linkedAt ?? now,
    lastInboundAt: NEVER,
    nextMessageNumber: link.nextMessageNumber,
    optedOut: contact?.optedOut === true,
    optOutHintAt: null,
    outbox: [],
    failedDeliveries: 0,
    consent: null,
    identitySeen: null,
    heldSince: null,
  };
  repositories.mappings.save(mapping);
  repositories.links.save({
    ...link,
    linked: {
      maskedNumber: maskWhatsAppAddress(address),
      linkedAt: mapping.linkedAt,
      state: mapping.state,
    },
    mappingId: addressKey,
  });
}
