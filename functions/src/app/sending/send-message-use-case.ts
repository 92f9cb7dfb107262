import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { MessageNotDueError } from '../../domain/messaging/messaging-errors.ts';
import type { MessagingService, SendOutcome } from '../../domain/messaging/messaging-service.ts';
import { nextInLane, type OutboxLane } from '../../domain/messaging/outbox-lane.ts';
import {
  partsOf,
  type OutboundMessage,
  type OutboundState,
} from '../../domain/messaging/outbound-message.ts';
import type { SendQueue } from '../../domain/messaging/send-queue.ts';
import type { Clock, Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import type { RandomSource } from '../../domain/shared/random-source.ts';
import type { Tracing } from '../../domain/shared/tracing.ts';
import { newLeaseToken } from '../shared/lease-token.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import type { AttemptSettlement } from './attempt-settlement.ts';
import type { Claim, MessageClaim } from './message-claim.ts';
import type { SendingPauses } from './sending-pauses.ts';
import type { SentMessageSearch } from './sent-message-search.ts';

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
  readonly pauses: SendingPauses;
  readonly claim: MessageClaim;
  readonly settlement: AttemptSettlement;
  readonly search: SentMessageSearch;
  readonly random: RandomSource;
  readonly tracing: Tracing;
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

  /**
   * Throws `OutboundMessageNotFoundError`, `MessageNotDueError` and `SendingPausedError` (call again later), and the errors of the ports.
   */
  execute(command: SendMessageCommand): Promise<SendMessageResult> {
    return loggedUseCase(this.#ports, 'send-message', { message_id: command.messageId }, async () => {
      const { pauses, transactions, claim, clock, random, tracing } = this.#ports;
      const admission = await pauses.admit();
      const leaseToken = newLeaseToken(random);
      const claimed = await transactions.run('claim-outbound', (repositories) =>
        claim.claim(repositories, { messageId: command.messageId, leaseToken, now: clock.now() }),
      );
      tracing.follow(command.messageId);
      if (admission === 'probe' && claimed.todo !== 'send') await pauses.probeUnused();
      if (claimed.todo === 'nothing') return { outcome: 'failed', reason: claimed.reason };
      const message = await this.#moveOn(claimed, admission === 'probe');
      await this.#wakeNext(message, claimed.lane);
      if (message.nextAt !== null) await this.#queueNext(command, message, message.nextAt);
      return { outcome: message.state, reason: message.reason };
    });
  }

  #moveOn(claim: Exclude<Claim, { todo: 'nothing' }>, isProbe: boolean): Promise<OutboundMessage> {
    if (claim.todo === 'send') return this.#send(claim, isProbe);
    return claim.todo === 'search'
      ? this.#ports.search.settle(claim.message)
      : Promise.resolve(claim.message);
  }

  async #send(
    { message, mapping }: Extract<Claim, { todo: 'send' }>,
    isProbe: boolean,
  ): Promise<OutboundMessage> {
    const { messaging, settlement, clock } = this.#ports;
    const content = partsOf(message)[message.attempts.at(-1)?.part ?? 0];
    if (message.to === null || content === undefined) throw new MessageNotDueError();
    // an instance that was frozen after its claim must not send what others have taken for lost meanwhile
    if (message.nextAt === null || message.nextAt <= clock.now()) throw new MessageNotDueError();
    const outcome = await messaging.send({ messageId: message.id, to: message.to, content });
    const settled = await settlement.settle(message, outcome, mapping?.addressKey ?? null);
    await this.#pauseOrResume(outcome, isProbe);
    return settled;
  }

  /** Any answer that is about the message itself shows that the sender works. */
  async #pauseOrResume(outcome: SendOutcome, isProbe: boolean): Promise<void> {
    const { pauses } = this.#ports;
    if (outcome.kind === 'sender-unusable') await pauses.pause(outcome);
    else if (isProbe && (outcome.kind === 'accepted' || outcome.kind === 'refused'))
      await pauses.probeSucceeded();
  }

  /** Whoever waited behind a message that is done goes at once. */
  async #wakeNext(message: OutboundMessage, lane: OutboxLane): Promise<void> {
    const next = message.nextAt === null ? nextInLane(lane, message.id) : null;
    if (next === null) return;
    await this.#ports.queue.schedule({
      messageId: next.messageId,
      step: next.step,
      notBefore: this.#ports.clock.now(),
      cause: `after-${message.id}`,
    });
  }

  /** A task that came before its time is left to the queue's own retry: its name is taken and cannot be queued again. */
  async #queueNext(command: SendMessageCommand, message: OutboundMessage, nextAt: Instant): Promise<void> {
    if (command.step === message.step) throw new MessageNotDueError();
    await this.#ports.queue.schedule({ messageId: message.id, step: message.step, notBefore: nextAt });
  }
}
