import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { MessageNotDueError, OutboundMessageNotFoundError } from '../../domain/messaging/messaging-errors.ts';
import type { MessagingService, SendOutcome } from '../../domain/messaging/messaging-service.ts';
import type { OutboundMessage, OutboundState } from '../../domain/messaging/outbound-message.ts';
import {
  accepted,
  becameUnknown,
  ended,
  isFinal,
  leased,
  postponed,
  withAttemptFinished,
} from '../../domain/messaging/outbound-transitions.ts';
import type { RetrySchedule } from '../../domain/messaging/retry-schedule.ts';
import type { SendQueue } from '../../domain/messaging/send-queue.ts';
import type { Clock, Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import type { RandomSource } from '../../domain/shared/random-source.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import type { SentMessageSearch } from './sent-message-search.ts';
import { suppressionOf } from './suppression.ts';

export interface SendMessageCommand {
  readonly messageId: string;
  /** The step for which this call was queued. */
  readonly step: number;
}

export interface SendMessageResult {
  /** The state in which the message is now. */
  readonly outcome: OutboundState;
  readonly reason: string | null;
}

interface SendMessagePorts {
  readonly transactions: LinkingTransactions;
  readonly messaging: MessagingService;
  readonly queue: SendQueue;
  readonly search: SentMessageSearch;
  readonly schedule: RetrySchedule;
  readonly random: RandomSource;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Moves one message of the outbox on: claim, hand to Twilio, store what became of it, queue what comes next. A message whose outcome is
 * known is handed over at most once; one whose outcome is not is looked for before it is sent again.
 */
export class SendMessageUseCase {
  readonly #ports: SendMessagePorts;

  constructor(ports: SendMessagePorts) {
    this.#ports = ports;
  }

  /** Throws `OutboundMessageNotFoundError`, `MessageNotDueError` (call again later) and the errors of the ports. */
  execute(command: SendMessageCommand): Promise<SendMessageResult> {
    return loggedUseCase(this.#ports, 'send-message', { message_id: command.messageId }, async () => {
      const { transactions } = this.#ports;
      const leaseToken = this.#newLeaseToken();
      const claimed = await transactions.run('claim-outbound', (repositories) =>
        this.#claim(repositories, command, leaseToken),
      );
      const message = await this.#moveOn(claimed);
      if (message.nextAt !== null) await this.#queueNext(command, message, message.nextAt);
      return { outcome: message.state, reason: message.reason };
    });
  }

  /** The client may repeat a transaction whose commit was stored but not acknowledged. */
  #newLeaseToken(): string {
    return Array.from(this.#ports.random.bytes(12), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  async #moveOn({ message, todo }: Claim): Promise<OutboundMessage> {
    if (todo === 'send') return this.#send(message);
    return todo === 'search' ? this.#ports.search.settle(message) : message;
  }

  async #claim(
    repositories: LinkingRepositories,
    { messageId }: SendMessageCommand,
    leaseToken: string,
  ): Promise<Claim> {
    const message = await repositories.outbound.find(messageId);
    if (message === null) throw new OutboundMessageNotFoundError();
    const now = this.#ports.clock.now();
    if (isFinal(message)) return { message, todo: 'wait' };
    if (message.reportedSid !== null) return this.#settleByReport(repositories, message, message.reportedSid);
    if (message.state === 'sending' && message.leaseToken === leaseToken) return { message, todo: 'send' };
    if (message.nextAt !== null && message.nextAt > now) return { message, todo: 'wait' };
    if (message.state === 'unknown') return { message, todo: 'search' };
    const changed = await this.#claimDue(repositories, message, now, leaseToken);
    repositories.outbound.save(changed);
    return { message: changed, todo: changed.state === 'sending' ? 'send' : 'wait' };
  }

  /** Twilio reports on the message, so it has it: no lost answer matters any more. */
  #settleByReport(repositories: LinkingRepositories, message: OutboundMessage, messageSid: string): Claim {
    const isOpen = message.attempts.at(-1)?.outcome === null;
    const now = this.#ports.clock.now();
    const finished = isOpen ? withAttemptFinished(message, now, { kind: 'accepted', messageSid }) : message;
    const settled = accepted(finished, messageSid);
    repositories.outbound.save(settled);
    return { message: settled, todo: 'wait' };
  }

  async #claimDue(
    repositories: LinkingRepositories,
    message: OutboundMessage,
    now: Instant,
    leaseToken: string,
  ): Promise<OutboundMessage> {
    if (message.state === 'sending') return becameUnknown(withLostAnswer(message, now), now, 'lease-expired');
    if (message.sendBefore <= now) return tooLate(message);
    const suppression = await suppressionOf(repositories, message);
    return suppression === null
      ? leased(message, now, leaseToken)
      : ended(message, 'suppressed', suppression);
  }

  async #send(message: OutboundMessage): Promise<OutboundMessage> {
    const { messaging, transactions } = this.#ports;
    const outcome = await messaging.send({ messageId: message.id, to: message.to, body: message.body });
    const settled = this.#settled(message, outcome);
    return transactions.run('settle-outbound', async (repositories) => {
      const stored = await repositories.outbound.find(message.id);
      if (stored?.step !== message.step) return this.#settleLate(repositories, stored, message, outcome);
      repositories.outbound.save(settled);
      return settled;
    });
  }

  #settled(message: OutboundMessage, outcome: SendOutcome): OutboundMessage {
    const now = this.#ports.clock.now();
    const finished = withAttemptFinished(message, now, outcome);
    switch (outcome.kind) {
      case 'accepted':
        return accepted(finished, outcome.messageSid);
      case 'refused':
        return ended(finished, 'failed', outcome.reason);
      case 'unknown':
        return becameUnknown(finished, now, outcome.reason);
      case 'postponed': {
        const delay = this.#ports.schedule.delayAfter(finished.attempts.length, outcome.retryAfter);
        return delay === null
          ? ended(finished, 'dead', 'retries-exhausted')
          : postponed(finished, now + delay, outcome.reason);
      }
    }
  }

  /** The lease ran out while Twilio was answering. An acceptance is still the truth, as long as nothing else has become of the message. */
  async #settleLate(
    repositories: LinkingRepositories,
    stored: OutboundMessage | null,
    message: OutboundMessage,
    outcome: SendOutcome,
  ): Promise<OutboundMessage> {
    if (stored === null) return message;
    if (outcome.kind !== 'accepted' || isFinal(stored)) return stored;
    const now = this.#ports.clock.now();
    const settled = accepted(withAttemptFinished(stored, now, outcome), outcome.messageSid);
    repositories.outbound.save(settled);
    return settled;
  }

  /** A task that came before its time is left to the queue's own retry: its name is taken and cannot be queued again. */
  async #queueNext(command: SendMessageCommand, message: OutboundMessage, nextAt: Instant): Promise<void> {
    if (command.step === message.step) throw new MessageNotDueError();
    await this.#ports.queue.schedule({ messageId: message.id, step: message.step, notBefore: nextAt });
  }
}

/** A process died between its attempt and the answer's store: nobody knows what Twilio said. */
function withLostAnswer(message: OutboundMessage, now: Instant): OutboundMessage {
  return withAttemptFinished(message, now, { kind: 'unknown', providerCode: null, reason: 'lease-expired' });
}

/** What may have been delivered already must not be called expired. */
function tooLate(message: OutboundMessage): OutboundMessage {
  return message.possibleDuplicate
    ? ended(message, 'dead', 'outcome-unknown')
    : ended(message, 'expired', 'service-window-closed');
}

interface Claim {
  readonly message: OutboundMessage;
  readonly todo: 'send' | 'search' | 'wait';
}
