import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import { unknownContact, type Contact } from '../../domain/linking/contact.ts';
import type { LinkRequest } from '../../domain/linking/link-request.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { UserMapping } from '../../domain/linking/user-mapping.ts';
import { withAddressKeys, withRemoved, type Erasure } from '../../domain/privacy/erasure.ts';
import { findMapping } from '../operating/person-lookup.ts';

interface AddressErasurePorts {
  readonly keys: AddressKeys;
}

interface ForgottenPage {
  readonly erasure: Erasure;
  readonly hasMore: boolean;
}

const RECEIPTS = 200;
const REQUESTS = 50;

/** Forgets the addresses of an erased user. An opt-out and a block outlive it, as a hash with a flag: the person's wish stays respected. */
export class AddressErasure {
  readonly #ports: AddressErasurePorts;

  constructor(ports: AddressErasurePorts) {
    this.#ports = ports;
  }

  /** Before the mapping goes, what only the mapping knows moves to the contacts. */
  async keepFlags(
    repositories: LinkingRepositories,
    mapping: UserMapping,
    addressKeys: readonly AddressKey[],
  ): Promise<void> {
    const isBlocked = mapping.state === 'blocked';
    if (!mapping.optedOut && !isBlocked) return;
    const contacts = await Promise.all(addressKeys.map((key) => repositories.contacts.find(key)));
    for (const [position, addressKey] of addressKeys.entries()) {
      const contact = contacts[position] ?? unknownContact(addressKey);
      const optedOut = contact.optedOut || mapping.optedOut;
      repositories.contacts.save({ ...contact, optedOut, blocked: contact.blocked || isBlocked });
    }
  }

  /** Nothing is done to an address that another user has linked since: what is kept of it is that user's. */
  async forgetPage(
    repositories: LinkingRepositories,
    erasure: Erasure,
    addressKey: AddressKey,
  ): Promise<ForgottenPage> {
    const { contacts, traces } = repositories;
    const [holder, contact, pointers, receipts, claimed] = await Promise.all([
      findMapping(repositories, this.#ports.keys, addressKey),
      contacts.find(addressKey),
      traces.findPointers(addressKey),
      traces.findReceipts(addressKey, RECEIPTS),
      traces.findClaimed(addressKey, REQUESTS),
    ]);
    if (holder !== null) return { erasure, hasMore: false };
    for (const receipt of receipts) traces.remove('receipt', receipt);
    await Promise.all(claimed.map((request) => withdraw(repositories, request)));
    const isForgotten = forgetContact(repositories, addressKey, contact);
    const counted = withRemoved(erasure, 'contact', isForgotten ? 1 : 0);
    return {
      erasure: withAddressKeys(withRemoved(counted, 'receipt', receipts.length), pointers),
      hasMore: receipts.length === RECEIPTS || claimed.length === REQUESTS,
    };
  }
}

/** Somebody else's request, which the erased user's phone had claimed: it ends and says no more who that was. */
async function withdraw(repositories: LinkingRepositories, request: LinkRequest): Promise<void> {
  const link = await repositories.links.find(request.userId);
  repositories.requests.save({ ...request, state: 'ended', claim: null });
  if (link?.request?.requestId === request.id) repositories.links.save({ ...link, request: null });
}

/** A contact that has expired is removed too, although nobody finds it any more. */
function forgetContact(
  { contacts, traces }: LinkingRepositories,
  addressKey: AddressKey,
  contact: Contact | null,
): boolean {
  if (contact?.optedOut === true || contact?.blocked === true) {
    const { optedOut, blocked } = contact;
    contacts.save({ ...unknownContact(addressKey), optedOut, blocked });
    return false;
  }
  traces.remove('contact', addressKey);
  return contact !== null;
}
