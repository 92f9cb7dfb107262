import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export interface ResumeIdentityWatchResult {
  readonly outcome: 'resumed' | 'not-braked';
}

interface ResumeIdentityWatchPorts {
  readonly transactions: LinkingTransactions;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** An operator says that so many numbers did change hands: suspending goes on, and the hour's count begins anew. */
export class ResumeIdentityWatchUseCase {
  readonly #ports: ResumeIdentityWatchPorts;

  constructor(ports: ResumeIdentityWatchPorts) {
    this.#ports = ports;
  }

  execute(): Promise<ResumeIdentityWatchResult> {
    return loggedUseCase(this.#ports, 'resume-identity-watch', {}, () =>
      this.#ports.transactions.run('resume-identity-watch', async ({ identityWatch }) => {
        const watch = await identityWatch.find();
        if (watch.brakedSince === null) return { outcome: 'not-braked' };
        identityWatch.save({ ...watch, changes: [], brakedSince: null });
        return { outcome: 'resumed' };
      }),
    );
  }
}
