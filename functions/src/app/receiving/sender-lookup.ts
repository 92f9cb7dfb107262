import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import type { Contact } from '../../domain/linking/contact.ts';
import type { LinkCryptography } from '../../domain/linking/link-cryptography.ts';
import { isExpired } from '../../domain/linking/link-request.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import { holdsAddress, type UserMapping } from '../../domain/linking/user-mapping.ts';
import type { SenderStanding } from '../../domain/messaging/inbound-decision.ts';
import type { InboundIntent } from '../../domain/messaging/inbound-intent.ts';
import type { Sender } from '../../domain/messaging/inbound-message.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import type { SenderRecords } from './reception.ts';

interface SenderLookupPorts {
  readonly keys: AddressKeys;
  readonly cryptography: LinkCryptography;
}

/** Finds the sender with as few reads as the message allows: one for an ordinary message of a linked phone. */
export class SenderLookup {
  readonly #ports: SenderLookupPorts;

  constructor(ports: SenderLookupPorts) {
    this.#ports = ports;
  }

  async find(
    repositories: LinkingRepositories,
    sender: Sender,
    intent: InboundIntent,
  ): Promise<SenderRecords> {
    const { keys } = this.#ports;
    const addressKey = keys.keyOf(sender.address);
    const otherKey = sender.otherAddress === null ? null : keys.keyOf(sender.otherAddress);
    if (intent.kind === 'ordinary') {
      const mapping = await repositories.mappings.findByAddress(addressKey);
      if (mapping !== null && holdsAddress(mapping)) {
        return { addressKey, otherKey, mapping, contact: null, request: null };
      }
    }
    return this.#findAll(repositories, addressKey, otherKey, intent);
  }

  async #findAll(
    repositories: LinkingRepositories,
    addressKey: AddressKey,
    otherKey: AddressKey | null,
    intent: InboundIntent,
  ): Promise<SenderRecords> {
    const [own, contact, other, request] = await Promise.all([
      repositories.mappings.findByAddress(addressKey),
      repositories.contacts.find(addressKey),
      otherKey === null ? null : repositories.mappings.findByAddress(otherKey),
      intent.kind === 'link'
        ? repositories.requests.find(this.#ports.cryptography.requestIdOf(intent.code))
        : null,
    ]);
    const mapping = own ?? other ?? (await this.#findPointedTo(repositories, addressKey, contact));
    return { addressKey, otherKey, mapping, contact, request };
  }

  /** The pointer counts only while the mapping still names this address as its second one. */
  async #findPointedTo(
    repositories: LinkingRepositories,
    addressKey: AddressKey,
    contact: Contact | null,
  ): Promise<UserMapping | null> {
    if (contact === null || contact.mappingId === null) return null;
    const mapping = await repositories.mappings.findByAddress(contact.mappingId);
    const second = mapping?.otherAddress ?? null;
    return second !== null && this.#ports.keys.keyOf(second) === addressKey ? mapping : null;
  }
}

export function standingOf(records: SenderRecords, now: Instant): SenderStanding {
  const { mapping, contact } = records;
  const link = mapping === null ? 'none' : mapping.state === 'active' ? 'active' : 'on-hold';
  const waiting = contact?.waiting ?? null;
  return {
    blocked: mapping?.state === 'blocked' || contact?.blocked === true,
    optedOut: mapping?.optedOut === true || contact?.optedOut === true,
    waiting: link !== 'active' && waiting !== null && !isExpired(waiting, now),
    link,
  };
}
