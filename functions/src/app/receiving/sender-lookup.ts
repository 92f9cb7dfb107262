import type { AddressKeys } from '../../domain/linking/address-key.ts';
import type { LinkCryptography } from '../../domain/linking/link-cryptography.ts';
import { isExpired } from '../../domain/linking/link-request.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import { holdsAddress, type UserMapping } from '../../domain/linking/user-mapping.ts';
import type { SenderStanding } from '../../domain/messaging/inbound-decision.ts';
import type { InboundIntent } from '../../domain/messaging/inbound-intent.ts';
import type { InboundMessage, Sender } from '../../domain/messaging/inbound-message.ts';
import type { Addressee } from '../../domain/replies/reply-languages.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import { findPointedTo } from '../linking/find-pointed-to.ts';
import type { SenderRecords } from './reception.ts';

interface SenderLookupPorts {
  readonly keys: AddressKeys;
  readonly cryptography: LinkCryptography;
}

/**
 * Finds the sender with as few reads as the message allows: one for an ordinary message of a linked phone. Where one of a person's
 * addresses has a link on hold and another an active one, the active one speaks.
 */
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
    return this.#findAll(repositories, { addressKey, otherKey }, intent);
  }

  /** All that is known of a sender whose link has just been put on hold: another one may speak for the person. */
  findBeside(
    repositories: LinkingRepositories,
    { addressKey, otherKey }: SenderRecords,
    intent: InboundIntent,
    held: UserMapping,
  ): Promise<SenderRecords> {
    return this.#findAll(repositories, { addressKey, otherKey }, intent, held);
  }

  async #findAll(
    repositories: LinkingRepositories,
    { addressKey, otherKey }: Pick<SenderRecords, 'addressKey' | 'otherKey'>,
    intent: InboundIntent,
    held: UserMapping | null = null,
  ): Promise<SenderRecords> {
    const [own, contact, other, request] = await Promise.all([
      repositories.mappings.findByAddress(addressKey),
      repositories.contacts.find(addressKey),
      otherKey === null ? null : repositories.mappings.findByAddress(otherKey),
      intent.kind === 'link'
        ? repositories.requests.find(this.#ports.cryptography.requestIdOf(intent.code))
        : null,
    ]);
    const direct = [own, other].map((mapping) => asHeld(mapping, held));
    const pointedTo = direct.some(isHolding)
      ? null
      : asHeld(await findPointedTo(repositories, this.#ports.keys, contact), held);
    const found = [...direct, pointedTo].filter((mapping) => mapping !== null);
    const mapping = found.find(isHolding) ?? found[0] ?? null;
    return { addressKey, otherKey, mapping, contact, request };
  }
}

/** Reads do not see what the same transaction writes. */
function asHeld(mapping: UserMapping | null, held: UserMapping | null): UserMapping | null {
  return mapping !== null && mapping.addressKey === held?.addressKey ? held : mapping;
}

function isHolding(mapping: UserMapping | null): boolean {
  return mapping !== null && holdsAddress(mapping);
}

/** The language of a link is that of its person, unless somebody else may hold the number now. */
export function addresseeOf(
  { mapping, contact }: SenderRecords,
  { sender: { address } }: InboundMessage,
): Addressee {
  const linked = mapping === null || mapping.state === 'suspended' ? null : mapping.language;
  return { address, language: linked ?? contact?.waiting?.language ?? null };
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
