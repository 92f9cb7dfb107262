import type { AddressKeys } from '../../domain/linking/address-key.ts';
import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { withoutMapping } from '../../domain/linking/user-link.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import type { ProductEvents } from '../events/product-events.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import type { LinkNotices } from './link-notices.ts';
import { removeMapping } from './remove-mapping.ts';

export interface UnlinkCommand {
  readonly userId: string;
}

export interface UnlinkResult {
  readonly outcome: 'unlinked' | 'nothing-to-unlink';
}

interface UnlinkPorts {
  readonly transactions: LinkingTransactions;
  readonly keys: AddressKeys;
  readonly notices: LinkNotices;
  readonly events: ProductEvents;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Ends the user's link from the app and tells the number. An open link request stays as it is. */
export class UnlinkUseCase {
  readonly #ports: UnlinkPorts;

  constructor(ports: UnlinkPorts) {
    this.#ports = ports;
  }

  execute(command: UnlinkCommand): Promise<UnlinkResult> {
    return loggedUseCase(this.#ports, 'unlink', {}, () =>
      this.#ports.transactions.run('unlink', (repositories) => this.#unlink(repositories, command.userId)),
    );
  }

  async #unlink(repositories: LinkingRepositories, userId: string): Promise<UnlinkResult> {
    const link = await repositories.links.find(userId);
    if (link === null || link.mappingId === null) return { outcome: 'nothing-to-unlink' };
    const mapping = await repositories.mappings.findByAddress(link.mappingId);
    if (mapping?.userId !== userId) {
      repositories.links.save({ ...link, linked: null, mappingId: null });
      return { outcome: 'unlinked' };
    }
    await removeMapping(repositories, this.#ports.keys, mapping);
    repositories.links.save(withoutMapping(link, mapping));
    const now = this.#ports.clock.now();
    this.#ports.notices.unlinked(repositories, mapping, now);
    this.#ports.events.linkRemoved(repositories, mapping, now);
    return { outcome: 'unlinked' };
  }
}
