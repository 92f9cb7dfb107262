import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { SendQueueUnavailableError } from '../../domain/messaging/messaging-errors.ts';
import { isRedrivable, redriven } from '../../domain/messaging/outbound-transitions.ts';
import type { EventQueue, ProcessQueue, SendQueue } from '../../domain/messaging/send-queue.ts';
import type { DeadKind } from '../../domain/operating/operator-queries.ts';
import type { Clock, Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export interface RedriveCommand {
  readonly kind: DeadKind;
  readonly id: string;
  /** Looks whether it can be redriven and changes nothing. */
  readonly dryRun: boolean;
}

export type RedriveResult =
  | {
      readonly outcome: 'redriven';
      /** `task`: at once. `sweep`: no task could be queued, so the sweep finds it within its interval. */
      readonly startedBy: 'task' | 'sweep';
    }
  | { readonly outcome: 'redrivable' | 'not-found' | 'invalid-document' | 'content-erased' | 'past-expiry' }
  | { readonly outcome: 'not-redrivable'; readonly state: string };

export interface RedriveQueues {
  readonly outbound: SendQueue;
  readonly inbound: ProcessQueue;
  readonly events: EventQueue;
}

/** What the transaction made of it: once it is stored, `start` queues it. */
interface Redriven {
  readonly outcome: 'redriven';
  readonly start: (queues: RedriveQueues) => Promise<void>;
}
type Unchanged = Exclude<RedriveResult, { outcome: 'redriven' }>;

interface RedrivePorts {
  readonly transactions: LinkingTransactions;
  /** Null where no queue can be reached. */
  readonly queues: RedriveQueues | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Brings back what was given up: its tries count anew. The store alone decides; a task only makes it start sooner. */
export class RedriveUseCase {
  readonly #ports: RedrivePorts;

  constructor(ports: RedrivePorts) {
    this.#ports = ports;
  }

  execute(command: RedriveCommand): Promise<RedriveResult> {
    return loggedUseCase(this.#ports, 'redrive', { operation: command.kind }, async () => {
      const result = await this.#ports.transactions.run('redrive', (repositories) =>
        this.#redrive(repositories, command),
      );
      if (result.outcome !== 'redriven') return result;
      return { outcome: 'redriven', startedBy: await this.#start(result) };
    });
  }

  #redrive(repositories: LinkingRepositories, command: RedriveCommand): Promise<Redriven | Unchanged> {
    const now = this.#ports.clock.now();
    switch (command.kind) {
      case 'outbound':
        return redriveOutbound(repositories, command, now);
      case 'inbound':
        return redriveInbound(repositories, command, now);
      case 'event':
        return redriveEvent(repositories, command, now);
    }
  }

  async #start({ start }: Redriven): Promise<'task' | 'sweep'> {
    const { queues } = this.#ports;
    if (queues === null) return 'sweep';
    try {
      await start(queues);
      return 'task';
    } catch (error) {
      if (error instanceof SendQueueUnavailableError) return 'sweep';
      throw error;
    }
  }
}

async function redriveOutbound(
  repositories: LinkingRepositories,
  { id, dryRun }: RedriveCommand,
  now: Instant,
): Promise<Redriven | Unchanged> {
  const found = await repositories.outbound.find(id);
  if (found === null) return { outcome: 'not-found' };
  if (found.kind === 'invalid') return { outcome: 'invalid-document' };
  const { message } = found;
  if (message.content.kind === 'erased') return { outcome: 'content-erased' };
  if (!isRedrivable(message)) return { outcome: 'not-redrivable', state: message.state };
  if (message.expiresAt !== null && message.expiresAt <= now) return { outcome: 'past-expiry' };
  if (dryRun) return { outcome: 'redrivable' };
  const queued = redriven(message, now);
  repositories.outbound.save(queued);
  const task = { messageId: id, step: queued.step, notBefore: now };
  return { outcome: 'redriven', start: ({ outbound }) => outbound.schedule(task) };
}

/** Out of line: the user's later messages have long passed it. */
async function redriveInbound(
  repositories: LinkingRepositories,
  { id, dryRun }: RedriveCommand,
  now: Instant,
): Promise<Redriven | Unchanged> {
  const stored = await repositories.inbound.find(id);
  if (stored === null) return { outcome: 'not-found' };
  if (stored.contentHash !== null) return { outcome: 'content-erased' };
  if (stored.state !== 'dead') return { outcome: 'not-redrivable', state: stored.state };
  if (dryRun) return { outcome: 'redrivable' };
  repositories.inbound.save({
    ...stored,
    state: 'waiting',
    inLine: false,
    outOfOrder: true,
    attempts: 0,
    blockingSince: null,
    nextAt: now,
    reason: 'redriven',
  });
  const task = { userId: stored.userId, messageSid: id, notBefore: now, cause: `redriven-${now}` };
  return { outcome: 'redriven', start: ({ inbound }) => inbound.schedule(task) };
}

async function redriveEvent(
  repositories: LinkingRepositories,
  { id, dryRun }: RedriveCommand,
  now: Instant,
): Promise<Redriven | Unchanged> {
  const stored = await repositories.events.find(id);
  if (stored === null) return { outcome: 'not-found' };
  if (stored.state !== 'dead') return { outcome: 'not-redrivable', state: stored.state };
  if (dryRun) return { outcome: 'redrivable' };
  repositories.events.save({ ...stored, state: 'pending', attempts: 0, nextAt: now, reason: 'redriven' });
  const task = { eventId: id, attempt: 0, notBefore: now, cause: `redriven-${now}` };
  return { outcome: 'redriven', start: ({ events }) => events.schedule(task) };
}
