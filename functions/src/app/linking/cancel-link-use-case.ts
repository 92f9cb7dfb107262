import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import { endRequest, releaseWaiting } from './end-request.ts';

export interface CancelLinkCommand {
  readonly userId: string;
  readonly requestId: string;
}

export interface CancelLinkResult {
  readonly outcome: 'canceled' | 'nothing-to-cancel';
}

interface CancelLinkPorts {
  readonly transactions: LinkingTransactions;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Ends the user's current link request. One that has ended, or is not the user's, is answered the same: nothing to cancel. */
export class CancelLinkUseCase {
  readonly #ports: CancelLinkPorts;

  constructor(ports: CancelLinkPorts) {
    this.#ports = ports;
  }

  execute(command: CancelLinkCommand): Promise<CancelLinkResult> {
    const fields = { request_id: command.requestId };
    return loggedUseCase(this.#ports, 'cancel-link', fields, () =>
      this.#ports.transactions.run('cancel-link', (repositories) => this.#cancel(repositories, command)),
    );
  }

  async #cancel(repositories: LinkingRepositories, command: CancelLinkCommand): Promise<CancelLinkResult> {
    const [link, request] = await Promise.all([
      repositories.links.find(command.userId),
      repositories.requests.find(command.requestId),
    ]);
    if (request === null || link?.request?.requestId !== command.requestId) {
      return { outcome: 'nothing-to-cancel' };
    }
    const contact =
      request.claim === null ? null : await repositories.contacts.find(request.claim.addressKey);
    endRequest(repositories, request, link);
    releaseWaiting(repositories, request, contact);
    return { outcome: 'canceled' };
  }
}
