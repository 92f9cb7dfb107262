import type { AddressKeys } from '../../domain/linking/address-key.ts';
import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import type { UserRecordsReader } from '../../domain/operating/user-records.ts';
import type { ProviderRecords, ProviderRemoval } from '../../domain/privacy/provider-records.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import { workThrough } from '../shared/work-through.ts';
import { findHolder } from './find-holder.ts';
import { providerTracesOf } from './provider-traces.ts';

export interface EraseProviderRecordsCommand {
  /** Null where the address belongs to no user. */
  readonly userId: string | null;
  /** An address besides those that are stored of the user. */
  readonly address: WhatsAppAddress | null;
}

export interface EraseProviderRecordsResult {
  /** `incomplete`: run it again. */
  readonly outcome: 'erased' | 'incomplete';
  readonly counts: Readonly<Record<ProviderRemoval, number>>;
  /** What kept messages from being deleted. */
  readonly failures: readonly unknown[];
}

interface EraseProviderRecordsPorts {
  readonly transactions: LinkingTransactions;
  readonly keys: AddressKeys;
  readonly records: UserRecordsReader;
  readonly provider: ProviderRecords;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Deletes a user's messages from the provider's log: those that are stored here, and all that the log has of the person's addresses. It
 * needs what is stored of the user, so it comes before the erasure.
 */
export class EraseProviderRecordsUseCase {
  readonly #ports: EraseProviderRecordsPorts;

  constructor(ports: EraseProviderRecordsPorts) {
    this.#ports = ports;
  }

  /** Throws `MessagingUnavailableError` where the log cannot be read, and `StorageUnavailableError`. */
  execute(command: EraseProviderRecordsCommand): Promise<EraseProviderRecordsResult> {
    return loggedUseCase(this.#ports, 'erase-provider-records', {}, async () => {
      const counts = { removed: 0, absent: 0, unfinished: 0 };
      const bounds = { clock: this.#ports.clock, deadline: Number.POSITIVE_INFINITY };
      const messageSids = await this.#find(command);
      const { isComplete, failures } = await workThrough(messageSids, bounds, async (messageSid) => {
        counts[await this.#ports.provider.remove(messageSid)] += 1;
      });
      const outcome = isComplete && counts.unfinished === 0 ? 'erased' : 'incomplete';
      return { outcome, counts, failures };
    });
  }

  async #find({ userId, address }: EraseProviderRecordsCommand): Promise<ReadonlySet<string>> {
    const { records, provider } = this.#ports;
    const stored = userId === null ? null : providerTracesOf(await records.read(userId));
    const messageSids = new Set(stored?.messageSids);
    const addresses = [...(stored?.addresses ?? []), ...(address === null ? [] : [address])];
    for (const one of addresses) {
      if (await this.#isOthers(one, userId)) continue;
      for (const messageSid of await provider.list(one)) messageSids.add(messageSid);
    }
    return messageSids;
  }

  /** A number that another user has linked since: what the log has of it is that user's. */
  async #isOthers(address: WhatsAppAddress, userId: string | null): Promise<boolean> {
    const { transactions, keys } = this.#ports;
    const holder = await transactions.run('find-holder', ({ addressTraces }) =>
      findHolder(addressTraces, keys, keys.keyOf(address)),
    );
    return holder !== null && holder.userId !== userId;
  }
}
