import { unknownContact } from '../../domain/linking/contact.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { UserMapping } from '../../domain/linking/user-mapping.ts';
import type { OutboundMessage } from '../../domain/messaging/outbound-message.ts';
import {
  attemptWith,
  ended,
  failedTries,
  resent,
  withAttemptUndelivered,
  withFallback,
} from '../../domain/messaging/outbound-transitions.ts';
import type { RetrySchedule } from '../../domain/messaging/retry-schedule.ts';
import type { SendFailure, SendFailures } from '../../domain/messaging/send-failure.ts';
import { MINUTE, type Instant } from '../../domain/shared/clock.ts';
import { mappingOf, type MessageBooks } from './message-books.ts';

interface FailedDeliveriesPorts {
  readonly failures: SendFailures;
  readonly schedule: RetrySchedule;
  readonly books: MessageBooks;
}

/** A message whose sender is paused waits for the probe. */
export const UNUSABLE_SENDER_WAIT = MINUTE;

/** What becomes of messages that Twilio took and then could not deliver, and of their persons. */
export class FailedDeliveries {
  readonly #ports: FailedDeliveriesPorts;

  constructor(ports: FailedDeliveriesPorts) {
    this.#ports = ports;
  }

  failureOf(message: OutboundMessage, messageSid: string): SendFailure {
    return this.#ports.failures.of(codeOf(message, messageSid));
  }

  /** Stores the failure of one of its attempts: another try, the fallback template, or the end. Each attempt fails once. */
  async settle(
    repositories: LinkingRepositories,
    message: OutboundMessage,
    messageSid: string,
    now: Instant,
  ): Promise<OutboundMessage> {
    const failure = this.failureOf(message, messageSid);
    const failed = withAttemptUndelivered(message, messageSid, {
      reason: failure.reason,
      providerCode: codeOf(message, messageSid),
    });
    const settled = this.#next(failed, messageSid, failure, now);
    await this.store(repositories, settled, failure, now);
    return settled;
  }

  /** Stores the message with what the failure tells of the person. */
  async store(
    repositories: LinkingRepositories,
    message: OutboundMessage,
    failure: Pick<SendFailure, 'concerns'>,
    now: Instant,
  ): Promise<void> {
    const mapping = await mappingOf(repositories, message);
    if (failure.concerns === 'opted-out') await this.#optOut(repositories, message, now);
    this.#ports.books.store(repositories, message, mapping, now, (known) => withConcern(known, failure));
  }

  #next(message: OutboundMessage, messageSid: string, failure: SendFailure, now: Instant): OutboundMessage {
    if (failure.concerns === 'service-window' && message.fallbackTemplate !== null && !message.usesFallback) {
      return withFallback(message, now);
    }
    const isWorthAnother = failure.kind === 'postponed' || failure.kind === 'sender-unusable';
    if (!isWorthAnother || message.content.kind === 'erased') {
      return ended(message, 'undelivered', failure.reason, failure.advice);
    }
    const tries = failedTries(message, attemptWith(message, messageSid)?.part ?? 0);
    const atLeast = failure.kind === 'sender-unusable' ? UNUSABLE_SENDER_WAIT : failure.retryAfter;
    const delay = this.#ports.schedule.delayAfter(tries, atLeast, failure.mostRetries);
    return delay === null
      ? ended(message, 'dead', 'retries-exhausted', failure.advice)
      : resent(message, now + delay, failure.reason);
  }

  async #optOut(repositories: LinkingRepositories, message: OutboundMessage, now: Instant): Promise<void> {
    if (message.addressKey === null) return;
    const known = await repositories.contacts.find(message.addressKey);
    const contact = known ?? unknownContact(message.addressKey);
    if (!contact.optedOut) {
      repositories.contacts.save({ ...contact, optedOut: true, optOutChangedAt: now });
    }
  }
}

function withConcern(mapping: UserMapping, { concerns }: Pick<SendFailure, 'concerns'>): UserMapping {
  if (concerns === 'opted-out') return { ...mapping, optedOut: true };
  if (concerns === 'unreachable') return { ...mapping, failedDeliveries: mapping.failedDeliveries + 1 };
  return mapping;
}

function codeOf(message: OutboundMessage, messageSid: string): number | null {
  return message.deliveries.find((delivery) => delivery.messageSid === messageSid)?.providerCode ?? null;
}
