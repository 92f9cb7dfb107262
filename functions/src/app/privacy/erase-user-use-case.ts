import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { hasFlag } from '../../domain/privacy/address-trace.ts';
import {
  finishedErasure,
  NOTHING_REMOVED,
  startedErasure,
  withAddressKeys,
  withRemoved,
  type Erasure,
  type RemovedDocuments,
} from '../../domain/privacy/erasure.ts';
import type { UserKeys } from '../../domain/privacy/user-key.ts';
import { USER_TRACE_KINDS, type UserTrace, type UserTraceKind } from '../../domain/privacy/user-trace.ts';
import type { Clock, Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import { AddressErasure } from './address-erasure.ts';

export interface EraseUserCommand {
  readonly userId: string;
  /** When it was asked for. An erasure that began later has done it. */
  readonly requestedAt: Instant;
}

export interface EraseUserResult {
  readonly outcome: 'erased' | 'erased-before';
  /** Documents by kind, also those that an earlier run of the same erasure removed. */
  readonly removed: RemovedDocuments;
}

interface EraseUserPorts {
  readonly transactions: LinkingTransactions;
  readonly keys: AddressKeys;
  readonly userKeys: UserKeys;
  /** Milliseconds for which the receipt is kept. */
  readonly receiptRetention: number;
  /** Documents that one transaction removes. */
  readonly pageSize?: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

type FinishingStep =
  | { readonly addressKey: AddressKey; readonly hasMore: boolean }
  | { readonly removed: RemovedDocuments };

const PAGE_SIZE = 400;

/**
 * Removes everything that is stored on a user. The first transaction ends the link, so that nothing new is stored; each further one notes
 * in the erasure what it removes. So it may stop anywhere and be run again, by several at once too.
 */
export class EraseUserUseCase {
  readonly #ports: EraseUserPorts;
  readonly #addresses: AddressErasure;
  readonly #pageSize: number;

  constructor(ports: EraseUserPorts) {
    this.#ports = ports;
    this.#addresses = new AddressErasure(ports);
    this.#pageSize = ports.pageSize ?? PAGE_SIZE;
  }

  /** Throws the errors of `Transactions`: run it again. */
  execute(command: EraseUserCommand): Promise<EraseUserResult> {
    const { userId } = command;
    return loggedUseCase(this.#ports, 'erase-user', {}, async () => {
      const begun = await this.#run('begin-erasure', (repositories) => this.#begin(repositories, command));
      if (begun.state === 'finished') return { outcome: 'erased-before', removed: begun.removed };
      for (const kind of USER_TRACE_KINDS) {
        while (await this.#run('erase-page', (repositories) => this.#removePage(repositories, userId, kind)));
      }
      return { outcome: 'erased', removed: await this.#finish(userId) };
    });
  }

  async #begin(
    repositories: LinkingRepositories,
    { userId, requestedAt }: EraseUserCommand,
  ): Promise<Erasure> {
    const { erasures, traces } = repositories;
    const [stored, hasLink, mappings] = await Promise.all([
      erasures.findReadable(this.#ports.userKeys.keyOf(userId)),
      traces.hasLink(userId),
      traces.findOfUser('mapping', userId, this.#pageSize),
    ]);
    if (stored?.state === 'finished' && stored.startedAt >= requestedAt) return stored;
    const started = stored?.state === 'started' ? stored : this.#newErasure(userId);
    const counted = withRemoved(started, 'link', hasLink ? 1 : 0);
    const begun = this.#remove(repositories, 'mapping', mappings, counted);
    traces.remove('link', userId);
    traces.remove('counter', userId);
    erasures.save(begun);
    return begun;
  }

  /** True where there may be more. */
  async #removePage(
    repositories: LinkingRepositories,
    userId: string,
    kind: UserTraceKind,
  ): Promise<boolean> {
    const [erasure, traces] = await Promise.all([
      this.#findUnderWay(repositories, userId),
      repositories.traces.findOfUser(kind, userId, this.#pageSize),
    ]);
    if (erasure === null || traces.length === 0) return false;
    repositories.erasures.save(this.#remove(repositories, kind, traces, erasure));
    return traces.length === this.#pageSize;
  }

  /** What only they know is kept: their address keys in the erasure, flags with the contacts. */
  #remove(
    { traces, addressTraces }: LinkingRepositories,
    kind: UserTraceKind,
    found: readonly UserTrace[],
    erasure: Erasure,
  ): Erasure {
    for (const trace of found) {
      traces.remove(kind, trace.id);
      if (!hasFlag(trace.flags)) continue;
      for (const addressKey of this.#keysIn(trace)) addressTraces.addFlags(addressKey, trace.flags);
    }
    return withAddressKeys(withRemoved(erasure, kind, found.length), found.flatMap(this.#keysIn));
  }

  /** The person's addresses come last: until then every document that tells of one has been read, and its keys noted. */
  async #finish(userId: string): Promise<RemovedDocuments> {
    const forgotten = new Set<AddressKey>();
    for (;;) {
      const step = await this.#run('forget-address', (repositories) =>
        this.#forgetNext(repositories, userId, forgotten),
      );
      if ('removed' in step) return step.removed;
      if (!step.hasMore) forgotten.add(step.addressKey);
    }
  }

  /** Another run may have noted further keys meanwhile, so that only the transaction that finishes knows that none is left. */
  async #forgetNext(
    repositories: LinkingRepositories,
    userId: string,
    forgotten: ReadonlySet<AddressKey>,
  ): Promise<FinishingStep> {
    const erasure = await this.#findUnderWay(repositories, userId);
    if (erasure === null) return { removed: NOTHING_REMOVED };
    const addressKey = erasure.addressKeys.find((key) => !forgotten.has(key));
    if (addressKey === undefined) {
      repositories.traces.remove('lane', userId);
      const now = this.#ports.clock.now();
      repositories.erasures.save(finishedErasure(erasure, now, now + this.#ports.receiptRetention));
      return { removed: erasure.removed };
    }
    const page = await this.#addresses.forgetPage(repositories, erasure, addressKey);
    if (page.erasure !== erasure) repositories.erasures.save(page.erasure);
    return { addressKey, hasMore: page.hasMore };
  }

  /** Null where another run has finished it. */
  async #findUnderWay(repositories: LinkingRepositories, userId: string): Promise<Erasure | null> {
    const erasure = await repositories.erasures.find(this.#ports.userKeys.keyOf(userId));
    return erasure?.state === 'started' ? erasure : null;
  }

  #newErasure(userId: string): Erasure {
    const now = this.#ports.clock.now();
    return startedErasure(this.#ports.userKeys.keyOf(userId), now, now + this.#ports.receiptRetention);
  }

  readonly #keysIn = ({ addressKeys, addresses }: UserTrace): readonly AddressKey[] => [
    ...addressKeys,
    ...addresses.map((address) => this.#ports.keys.keyOf(address)),
  ];

  #run<Result>(
    operation: string,
    work: (repositories: LinkingRepositories) => Promise<Result>,
  ): Promise<Result> {
    return this.#ports.transactions.run(operation, work);
  }
}
