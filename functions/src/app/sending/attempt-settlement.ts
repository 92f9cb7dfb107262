import type { AddressKey } from '../../domain/linking/address-key.ts';
import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { SendOutcome } from '../../domain/messaging/messaging-service.ts';
import type { OutboundMessage } from '../../domain/messaging/outbound-message.ts';
import type { Outbox } from '../../domain/messaging/outbound-message-repository.ts';
import {
  accepted,
  acceptedLate,
  becameUnknown,
  ended,
  failedTries,
  isFinal,
  postponed,
  withAttemptFinished,
  withFallback,
} from '../../domain/messaging/outbound-transitions.ts';
import type { RetrySchedule } from '../../domain/messaging/retry-schedule.ts';
import { SECOND, type Clock, type Instant } from '../../domain/shared/clock.ts';
import { UNUSABLE_SENDER_WAIT, type FailedDeliveries } from './failed-deliveries.ts';
import { mappingOf, type MessageBooks } from './message-books.ts';

type Failure = Exclude<SendOutcome, { kind: 'accepted' }>;

interface AttemptSettlementPorts {
  readonly transactions: LinkingTransactions;
  readonly outbox: Outbox;
  readonly failedDeliveries: FailedDeliveries;
  readonly books: MessageBooks;
  readonly schedule: RetrySchedule;
  readonly clock: Clock;
}

/** So much of the lease must be left for an acceptance to be written without a look at what is stored. */
const LEASE_MARGIN = 20 * SECOND;

/** Stores what Twilio answered to one attempt. */
export class AttemptSettlement {
  readonly #ports: AttemptSettlementPorts;

  constructor(ports: AttemptSettlementPorts) {
    this.#ports = ports;
  }

  /** `lane` is the mapping whose lane the message is in. Returns the message as it is stored then. */
  async settle(
    message: OutboundMessage,
    outcome: SendOutcome,
    lane: AddressKey | null,
  ): Promise<OutboundMessage> {
    const { transactions, clock } = this.#ports;
    if (outcome.kind === 'accepted') return this.#accept(message, outcome.messageSid, lane);
    return transactions.run('settle-outbound', async (repositories) => {
      const stored = await storedMessage(repositories, message.id);
      // a message that has moved on without us knows better
      if (stored?.step !== message.step) return stored ?? message;
      const now = clock.now();
      const settled = this.#afterFailure(withAttemptFinished(stored, now, outcome), outcome, now);
      await this.#ports.failedDeliveries.store(repositories, settled, outcome, now);
      return settled;
    });
  }

  async #accept(
    message: OutboundMessage,
    messageSid: string,
    lane: AddressKey | null,
  ): Promise<OutboundMessage> {
    const now = this.#ports.clock.now();
    const settled = accepted(message, messageSid, now);
    const isLeaseLive = message.nextAt !== null && now < message.nextAt - LEASE_MARGIN;
    if (settled.state === 'accepted' && isLeaseLive) {
      if (await this.#ports.outbox.recordAccepted(settled, lane)) return settled;
    }
    return this.#acceptWithLook(message, messageSid);
  }

  /** The lease may have run out: an acceptance is still the truth, as long as nothing else has become of the message. */
  #acceptWithLook(message: OutboundMessage, messageSid: string): Promise<OutboundMessage> {
    const { transactions, clock, books } = this.#ports;
    return transactions.run('settle-outbound', async (repositories) => {
      const stored = await storedMessage(repositories, message.id);
      if (stored === null || isFinal(stored)) return stored ?? message;
      const now = clock.now();
      const mapping = await mappingOf(repositories, stored);
      const settled = acceptedLate(stored, message.attempts.length - 1, messageSid, now);
      books.store(repositories, settled, mapping, now);
      return settled;
    });
  }

  #afterFailure(message: OutboundMessage, failure: Failure, now: Instant): OutboundMessage {
    const { reason, advice } = failure;
    if (failure.concerns === 'service-window' && message.fallbackTemplate !== null && !message.usesFallback) {
      return withFallback(message, now);
    }
    switch (failure.kind) {
      case 'refused':
        return ended(message, 'failed', reason, advice);
      case 'unknown':
        return becameUnknown(message, now, reason);
      case 'sender-unusable':
        return postponed(message, now + UNUSABLE_SENDER_WAIT, reason, advice);
      case 'postponed':
        return this.#tryAgain(message, failure, now);
    }
  }

  #tryAgain(message: OutboundMessage, failure: Failure, now: Instant): OutboundMessage {
    const tries = failedTries(message, message.attempts.at(-1)?.part ?? 0);
    const delay = this.#ports.schedule.delayAfter(tries, failure.retryAfter, failure.mostRetries);
    return delay === null
      ? ended(message, 'dead', 'retries-exhausted', failure.advice)
      : postponed(message, now + delay, failure.reason, failure.advice);
  }
}

async function storedMessage(repositories: LinkingRepositories, id: string): Promise<OutboundMessage | null> {
  const found = await repositories.outbound.find(id);
  return found?.kind === 'valid' ? found.message : null;
}
