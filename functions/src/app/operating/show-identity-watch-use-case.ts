import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { HOUR, type Clock, type Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { eventsWithin } from '../../domain/shared/recent-events.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export interface ShowIdentityWatchResult {
  readonly outcome: 'watching' | 'braked';
  readonly brakedSince: Instant | null;
  readonly acceptedAt: Instant | null;
  /** How many links were suspended in the last hour because their number may have changed hands. */
  readonly suspendedLately: number;
}

interface ShowIdentityWatchPorts {
  readonly transactions: LinkingTransactions;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Whether links are suspended when their number shows another business-scoped id, or too many did at once. */
export class ShowIdentityWatchUseCase {
  readonly #ports: ShowIdentityWatchPorts;

  constructor(ports: ShowIdentityWatchPorts) {
    this.#ports = ports;
  }

  execute(): Promise<ShowIdentityWatchResult> {
    return loggedUseCase(this.#ports, 'show-identity-watch', {}, async () => {
      const { transactions, clock } = this.#ports;
      const { changes, brakedSince, acceptedAt } = await transactions.run(
        'show-identity-watch',
        ({ identityWatch }) => identityWatch.find(),
      );
      return {
        outcome: brakedSince === null ? 'watching' : 'braked',
        brakedSince,
        acceptedAt,
        suspendedLately: eventsWithin(changes, clock.now(), HOUR).length,
      };
    });
  }
}
