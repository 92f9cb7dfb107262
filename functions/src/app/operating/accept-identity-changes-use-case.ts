import type { AddressKey } from '../../domain/linking/address-key.ts';
import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { MappingCensus } from '../../domain/linking/mapping-census.ts';
import { HOUR, type Clock, type Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { changeMappingState } from '../linking/change-mapping-state.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

/** How long before the brake, or before now where there is none, links were suspended for the change that is accepted. */
const RESTORED_SPAN = 2 * HOUR;

export interface AcceptIdentityChangesResult {
  readonly outcome: 'accepted';
  /** How many suspended links are active again. */
  readonly restored: number;
}

interface AcceptIdentityChangesPorts {
  readonly transactions: LinkingTransactions;
  readonly census: MappingCensus;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * An operator says that business-scoped ids have changed by our own doing: what was suspended for it is restored, each link in a transaction
 * of its own, and whoever was last seen before now adopts the next id. Repeating it, also after a crash, completes it.
 */
export class AcceptIdentityChangesUseCase {
  readonly #ports: AcceptIdentityChangesPorts;

  constructor(ports: AcceptIdentityChangesPorts) {
    this.#ports = ports;
  }

  execute(): Promise<AcceptIdentityChangesResult> {
    return loggedUseCase(this.#ports, 'accept-identity-changes', {}, async () => {
      const now = this.#ports.clock.now();
      const brakedSince = await this.#accept(now);
      const restored = await this.#restoreSince((brakedSince ?? now) - RESTORED_SPAN);
      await this.#releaseBrake();
      return { outcome: 'accepted', restored };
    });
  }

  /** First, so that a restored link is not suspended again by its next message. Returns since when the brake has been on. */
  #accept(now: Instant): Promise<Instant | null> {
    return this.#ports.transactions.run('accept-identity-changes', async ({ identityWatch }) => {
      const watch = await identityWatch.find();
      identityWatch.save({ ...watch, acceptedAt: now });
      return watch.brakedSince;
    });
  }

  async #restoreSince(from: Instant): Promise<number> {
    const { transactions, census } = this.#ports;
    let restored = 0;
    for await (const addressKey of census.suspendedSince(from)) {
      const isRestored = await transactions.run('restore-mapping', (repositories) =>
        restore(repositories, addressKey, from),
      );
      if (isRestored) restored += 1;
    }
    return restored;
  }

  /** Last, so that a repetition still knows what to restore. */
  #releaseBrake(): Promise<void> {
    return this.#ports.transactions.run('release-identity-brake', async ({ identityWatch }) => {
      identityWatch.save({ ...(await identityWatch.find()), changes: [], brakedSince: null });
    });
  }
}

/** False where somebody has linked the number anew meanwhile. A person who was blocked meanwhile stays blocked. */
async function restore(
  repositories: LinkingRepositories,
  addressKey: AddressKey,
  from: Instant,
): Promise<boolean> {
  const [mapping, contact] = await Promise.all([
    repositories.mappings.findByAddress(addressKey),
    repositories.contacts.find(addressKey),
  ]);
  if (mapping?.state !== 'suspended' || mapping.heldSince === null || mapping.heldSince < from) return false;
  const state = contact?.blocked === true ? 'blocked' : 'active';
  await changeMappingState(repositories, mapping, { state, heldSince: null });
  return true;
}
