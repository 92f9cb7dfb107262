import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { UserRecords, UserRecordsReader } from '../../domain/operating/user-records.ts';
import { isErased } from '../../domain/privacy/erasure.ts';
import { AccountErasedError, TooManyExportsError } from '../../domain/privacy/privacy-errors.ts';
import type { UserKeys } from '../../domain/privacy/user-key.ts';
import { DAY, type Clock, type Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { eventsWithin, withEvent } from '../../domain/shared/recent-events.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export interface ExportUserCommand {
  readonly userId: string;
  readonly tokenIssuedAt: Instant;
}

export interface ExportUserResult {
  readonly outcome: 'exported';
  readonly exportedAt: Instant;
  readonly records: UserRecords;
}

interface ExportUserPorts {
  readonly transactions: LinkingTransactions;
  readonly records: UserRecordsReader;
  readonly userKeys: UserKeys;
  readonly exportsPerDay: number;
  /** Bytes of records that one export may have. */
  readonly mostBytes: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Gives a user everything that is stored on them. An export counts from its beginning, whether it succeeds or not. */
export class ExportUserUseCase {
  readonly #ports: ExportUserPorts;

  constructor(ports: ExportUserPorts) {
    this.#ports = ports;
  }

  /** Throws `TooManyExportsError` and `AccountErasedError`. */
  execute(command: ExportUserCommand): Promise<ExportUserResult> {
    return loggedUseCase(this.#ports, 'export-user', {}, async () => {
      const { transactions, records, mostBytes } = this.#ports;
      const exportedAt = await transactions.run('count-export', (repositories) =>
        this.#count(repositories, command),
      );
      return { outcome: 'exported', exportedAt, records: await records.read(command.userId, { mostBytes }) };
    });
  }

  async #count(
    { erasures, exportCounters }: LinkingRepositories,
    { userId, tokenIssuedAt }: ExportUserCommand,
  ): Promise<Instant> {
    const { userKeys, exportsPerDay, clock } = this.#ports;
    const [erasure, exportedLately] = await Promise.all([
      erasures.find(userKeys.keyOf(userId)),
      exportCounters.find(userId),
    ]);
    if (isErased(erasure, tokenIssuedAt)) throw new AccountErasedError();
    const now = clock.now();
    const counted = eventsWithin(exportedLately, now, DAY);
    if (counted.length >= exportsPerDay) {
      throw new TooManyExportsError((counted.at(-exportsPerDay) ?? now) + DAY);
    }
    exportCounters.save(userId, withEvent(exportedLately, now, DAY));
    return now;
  }
}
