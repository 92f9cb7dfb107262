import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import { unknownContact } from '../../domain/linking/contact.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import {
  hasFlag,
  type AddressTraceRepository,
  type ClaimTrace,
  type ContactTrace,
} from '../../domain/privacy/address-trace.ts';
import { withAddressKeys, withRemoved, type Erasure } from '../../domain/privacy/erasure.ts';
import { findHolder } from './find-holder.ts';

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

  /** Nothing is done to an address that another user has linked since: what is kept of it is that user's. */
  async forgetPage(
    repositories: LinkingRepositories,
    erasure: Erasure,
    addressKey: AddressKey,
  ): Promise<ForgottenPage> {
    const { addressTraces, traces } = repositories;
    const [holder, contact, pointers, receipts, claims] = await Promise.all([
      findHolder(addressTraces, this.#ports.keys, addressKey),
      addressTraces.findContact(addressKey),
      addressTraces.findPointers(addressKey),
      addressTraces.findReceipts(addressKey, RECEIPTS),
      addressTraces.findClaims(addressKey, REQUESTS),
    ]);
    if (holder !== null) return { erasure, hasMore: false };
    for (const receipt of receipts) traces.remove('receipt', receipt);
    await Promise.all(claims.map((claim) => withdraw(addressTraces, claim)));
    const isForgotten = forgetContact(repositories, addressKey, contact);
    const counted = withRemoved(erasure, 'contact', isForgotten ? 1 : 0);
    return {
      erasure: withAddressKeys(withRemoved(counted, 'receipt', receipts.length), pointers),
      hasMore: receipts.length === RECEIPTS || claims.length === REQUESTS,
    };
  }
}

/** Somebody else's request, which the erased user's phone had claimed: it ends and says no more who that was. */
async function withdraw(traces: AddressTraceRepository, { requestId, userId }: ClaimTrace): Promise<void> {
  const shown = userId === null ? null : await traces.findShownRequest(userId);
  traces.endClaim(requestId);
  if (userId !== null && shown === requestId) traces.hideRequest(userId);
}

/** A contact that has expired is removed too, although nobody finds it any more. */
function forgetContact(
  { contacts, traces }: LinkingRepositories,
  addressKey: AddressKey,
  contact: ContactTrace | null,
): boolean {
  if (contact !== null && hasFlag(contact)) {
    const { optedOut, blocked } = contact;
    contacts.save({ ...unknownContact(addressKey), optedOut, blocked });
    return false;
  }
  traces.remove('contact', addressKey);
  return contact !== null;
}
