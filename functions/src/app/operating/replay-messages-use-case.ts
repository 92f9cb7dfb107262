import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { StoredInboundMessage } from '../../domain/messaging/inbound-message-repository.ts';
import { replayed, replayVerdict, type ReplayVerdict } from '../../domain/messaging/inbound-transitions.ts';
import { SendQueueUnavailableError } from '../../domain/messaging/messaging-errors.ts';
import type { ProcessQueue } from '../../domain/messaging/send-queue.ts';
import type { HistoryBatch } from '../../domain/operating/inbound-history.ts';
import { HOUR, type Clock, type Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export interface ReplayMessagesCommand extends HistoryBatch {
  /** Looks what would be replayed and changes nothing. */
  readonly dryRun: boolean;
}

export interface ReplayMessagesResult {
  readonly outcome: 'replayed' | 'replayable' | 'nothing-to-replay';
  /** One for each message. */
  readonly verdicts: readonly (ReplayVerdict | 'not-found')[];
  /** `sweep`: no task could be queued, so the sweep finds them within its interval. Null where nothing was changed. */
  readonly startedBy: 'task' | 'sweep' | null;
}

interface ReplayMessagesPorts {
  readonly transactions: LinkingTransactions;
  /** Null where no queue can be reached. */
  readonly queue: ProcessQueue | null;
  /** Milliseconds for which the outbox remembers a message. */
  readonly outboundRetention: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A replayed message may wait for its turn, and by then its replies must not have been forgotten. */
const MARGIN = HOUR;

/**
 * Has messages of one user processed again as if they had just come, in their order. The processor sees the ids that it knows, and replies
 * that were stored the first time stay as they are. Repeating it is harmless, also after a run that died.
 */
export class ReplayMessagesUseCase {
  readonly #ports: ReplayMessagesPorts;

  constructor(ports: ReplayMessagesPorts) {
    this.#ports = ports;
  }

  execute(command: ReplayMessagesCommand): Promise<ReplayMessagesResult> {
    const fields = { count: command.messageSids.length };
    return loggedUseCase(this.#ports, 'replay-messages', fields, async () => {
      const now = this.#ports.clock.now();
      const verdicts = await this.#ports.transactions.run('replay-inbound', (repositories) =>
        this.#replay(repositories, command, now),
      );
      if (!verdicts.includes('replayable'))
        return { outcome: 'nothing-to-replay', verdicts, startedBy: null };
      if (command.dryRun) return { outcome: 'replayable', verdicts, startedBy: null };
      return { outcome: 'replayed', verdicts, startedBy: await this.#start(command, now) };
    });
  }

  /** All in one transaction: a run that drains the line meanwhile sees all of them or none. */
  async #replay(
    { inbound }: LinkingRepositories,
    { userId, messageSids, dryRun }: ReplayMessagesCommand,
    now: Instant,
  ): Promise<ReplayMessagesResult['verdicts']> {
    const found = await Promise.all(messageSids.map((messageSid) => inbound.find(messageSid)));
    const verdicts = found.map((message) => this.#verdictOn(message, userId, now));
    if (dryRun) return verdicts;
    for (const [position, message] of found.entries()) {
      if (message !== null && verdicts[position] === 'replayable') inbound.save(replayed(message, now));
    }
    return verdicts;
  }

  #verdictOn(
    message: StoredInboundMessage | null,
    userId: string,
    now: Instant,
  ): ReplayVerdict | 'not-found' {
    if (message === null || message.userId !== userId) return 'not-found';
    return replayVerdict(message, now - this.#ports.outboundRetention + MARGIN);
  }

  /** One task drains the line; it is named by its first message, since the others of a user may follow in the same millisecond. */
  async #start({ userId, messageSids: [first = ''] }: HistoryBatch, now: Instant): Promise<'task' | 'sweep'> {
    const { queue } = this.#ports;
    if (queue === null) return 'sweep';
    try {
      await queue.schedule({ userId, messageSid: null, notBefore: now, cause: `replayed-${first}-${now}` });
      return 'task';
    } catch (error) {
      if (error instanceof SendQueueUnavailableError) return 'sweep';
      throw error;
    }
  }
}
