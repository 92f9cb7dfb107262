import type { AddressKeys } from '../../domain/linking/address-key.ts';
import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import { findPerson, type Person, type Subject } from './person-lookup.ts';

export interface ShowMappingResult {
  readonly outcome: 'found' | 'not-found';
  readonly person: Person;
}

interface ShowMappingPorts {
  readonly transactions: LinkingTransactions;
  readonly keys: AddressKeys;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** All that is known of one person: the mapping, what the app shows, and each address. */
export class ShowMappingUseCase {
  readonly #ports: ShowMappingPorts;

  constructor(ports: ShowMappingPorts) {
    this.#ports = ports;
  }

  execute({ subject }: { readonly subject: Subject }): Promise<ShowMappingResult> {
    return loggedUseCase(this.#ports, 'show-mapping', {}, async () => {
      const { transactions, keys } = this.#ports;
      const person = await transactions.run('show-mapping', (repositories) =>
        findPerson(repositories, keys, subject),
      );
      return { outcome: isKnown(person) ? 'found' : 'not-found', person };
    });
  }
}

function isKnown({ mapping, link, addresses }: Person): boolean {
  return mapping !== null || link !== null || addresses.some(({ contact }) => contact !== null);
}
