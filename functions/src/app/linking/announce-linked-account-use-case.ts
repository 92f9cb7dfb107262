import type { AddressKey } from '../../domain/linking/address-key.ts';
import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { HOUR, type Clock, type Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { AlreadyStoredError } from '../../domain/shared/storage-errors.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import type { LinkNotices } from './link-notices.ts';

/** The mapping as the event shows it: the stored one may have changed since. */
export interface AnnounceLinkedAccountCommand {
  readonly addressKey: AddressKey;
  readonly linkId: string | null;
  readonly linkedAt: Instant;
}

export interface AnnounceLinkedAccountResult {
  readonly outcome: 'announced' | 'announced-before' | 'not-a-link' | 'too-late' | 'link-ended';
}

interface AnnounceLinkedAccountPorts {
  readonly transactions: LinkingTransactions;
  readonly notices: LinkNotices;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Puts "Account linked!" into the outbox, once for each link, however often and late the event comes. */
export class AnnounceLinkedAccountUseCase {
  readonly #ports: AnnounceLinkedAccountPorts;

  constructor(ports: AnnounceLinkedAccountPorts) {
    this.#ports = ports;
  }

  execute(command: AnnounceLinkedAccountCommand): Promise<AnnounceLinkedAccountResult> {
    const fields = command.linkId === null ? {} : { link_id: command.linkId };
    return loggedUseCase(this.#ports, 'announce-linked-account', fields, () => this.#announce(command));
  }

  async #announce(command: AnnounceLinkedAccountCommand): Promise<AnnounceLinkedAccountResult> {
    if (command.linkId === null) return { outcome: 'not-a-link' };
    if (this.#ports.clock.now() - command.linkedAt > HOUR) return { outcome: 'too-late' };
    try {
      return await this.#ports.transactions.run('announce-linked-account', (repositories) =>
        this.#enqueue(repositories, command),
      );
    } catch (error) {
      if (error instanceof AlreadyStoredError) return { outcome: 'announced-before' };
      throw error;
    }
  }

  async #enqueue(
    repositories: LinkingRepositories,
    command: AnnounceLinkedAccountCommand,
  ): Promise<AnnounceLinkedAccountResult> {
    const mapping = await repositories.mappings.findByAddress(command.addressKey);
    if (mapping === null || mapping.linkId !== command.linkId || mapping.state !== 'active') {
      return { outcome: 'link-ended' };
    }
    this.#ports.notices.linked(repositories, mapping);
    return { outcome: 'announced' };
  }
}
