import type { AddressKeys } from '../../domain/linking/address-key.ts';
import { unknownContact } from '../../domain/linking/contact.ts';
import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { UserLink } from '../../domain/linking/user-link.ts';
import type { UserMapping, UserMappingState } from '../../domain/linking/user-mapping.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import { findPerson, type Person, type Subject } from './person-lookup.ts';

export interface BlockAddressCommand {
  readonly subject: Subject;
  readonly blocked: boolean;
}

export interface BlockAddressResult {
  /** `not-found`: a user without a number. A number may be blocked before it is linked. */
  readonly outcome: 'blocked' | 'unblocked' | 'unchanged' | 'not-found';
  /** How many addresses of the person are known. */
  readonly addresses: number;
}

interface BlockAddressPorts {
  readonly transactions: LinkingTransactions;
  readonly keys: AddressKeys;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Blocks or unblocks a person: both addresses, for as long as nobody changes it, whatever becomes of the link. */
export class BlockAddressUseCase {
  readonly #ports: BlockAddressPorts;

  constructor(ports: BlockAddressPorts) {
    this.#ports = ports;
  }

  execute(command: BlockAddressCommand): Promise<BlockAddressResult> {
    return loggedUseCase(this.#ports, 'block-address', {}, () =>
      this.#ports.transactions.run('block-address', (repositories) => this.#change(repositories, command)),
    );
  }

  async #change(
    repositories: LinkingRepositories,
    { subject, blocked }: BlockAddressCommand,
  ): Promise<BlockAddressResult> {
    const person = await findPerson(repositories, this.#ports.keys, subject);
    const addresses = person.addresses.length;
    if (addresses === 0) return { outcome: 'not-found', addresses };
    const contacts = person.addresses.filter(({ contact }) => (contact?.blocked ?? false) !== blocked);
    for (const { addressKey, contact } of contacts) {
      repositories.contacts.save({ ...(contact ?? unknownContact(addressKey)), blocked });
    }
    const isMappingChanged = changeMapping(repositories, person, blocked);
    const isChanged = contacts.length > 0 || isMappingChanged;
    return { outcome: isChanged ? (blocked ? 'blocked' : 'unblocked') : 'unchanged', addresses };
  }
}

/** A link on hold stays on hold: unblocking must not bring it back to life. */
function changeMapping(
  repositories: LinkingRepositories,
  { mapping, link }: Person,
  blocked: boolean,
): boolean {
  const [from, to]: readonly UserMappingState[] = blocked ? ['active', 'blocked'] : ['blocked', 'active'];
  if (mapping === null || to === undefined || mapping.state !== from) return false;
  repositories.mappings.save({ ...mapping, state: to });
  if (link !== null) saveLinkState(repositories, link, mapping, to);
  return true;
}

function saveLinkState(
  repositories: LinkingRepositories,
  link: UserLink,
  mapping: UserMapping,
  state: UserMappingState,
): void {
  if (link.mappingId !== mapping.addressKey || link.linked === null) return;
  repositories.links.save({ ...link, linked: { ...link.linked, state } });
}
