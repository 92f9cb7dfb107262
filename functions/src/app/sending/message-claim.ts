import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { UserMapping } from '../../domain/linking/user-mapping.ts';
import { hasFailed } from '../../domain/messaging/delivery-status.ts';
import { OutboundMessageNotFoundError } from '../../domain/messaging/messaging-errors.ts';
import type { SendOutcome } from '../../domain/messaging/messaging-service.ts';
import type { OutboxLane } from '../../domain/messaging/outbox-lane.ts';
import type { OutboundMessage } from '../../domain/messaging/outbound-message.ts';
import {
  attemptUnderWay,
  becameUnknown,
  isFinal,
  settledByReport,
  withAttemptFinished,
} from '../../domain/messaging/outbound-transitions.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import type { FailedDeliveries } from './failed-deliveries.ts';
import { mappingOf, type MessageBooks } from './message-books.ts';
import { isWaitingInLine } from './message-line.ts';
import type { MessageTurn } from './message-turn.ts';

/** What is to be done with a message now. `lane` is what the person's lane held before. */
export type Claim =
  | {
      readonly todo: 'send';
      readonly message: OutboundMessage;
      readonly mapping: UserMapping | null;
      readonly lane: OutboxLane;
    }
  | { readonly todo: 'search' | 'wait'; readonly message: OutboundMessage; readonly lane: OutboxLane }
  | { readonly todo: 'nothing'; readonly reason: string };

interface MessageClaimPorts {
  readonly failedDeliveries: FailedDeliveries;
  readonly turn: MessageTurn;
  readonly books: MessageBooks;
}

/** Decides in one transaction what one run may do with a message, and writes it down before anything is done. */
export class MessageClaim {
  readonly #ports: MessageClaimPorts;

  constructor(ports: MessageClaimPorts) {
    this.#ports = ports;
  }

  /** `leaseToken` names the run: a transaction that is repeated knows its own claim. Throws `OutboundMessageNotFoundError`. */
  async claim(
    repositories: LinkingRepositories,
    { messageId, leaseToken, now }: { messageId: string; leaseToken: string; now: Instant },
  ): Promise<Claim> {
    const found = await repositories.outbound.find(messageId);
    if (found === null) throw new OutboundMessageNotFoundError();
    if (found.kind === 'invalid') {
      if (!found.invalid.isMarked) repositories.outbound.markInvalid(found.invalid, now);
      return { todo: 'nothing', reason: 'invalid-document' };
    }
    const { message } = found;
    const reported = await this.#byReports(repositories, message, now);
    if (reported !== null) return waiting(reported);
    if (isFinal(message)) return waiting(message);
    if (message.state === 'sending') return this.#underWay(repositories, message, leaseToken, now);
    if (message.nextAt !== null && message.nextAt > now && !isWaitingInLine(message)) return waiting(message);
    if (message.state === 'unknown') return { todo: 'search', message, lane: [] };
    return this.#ports.turn.take(repositories, message, leaseToken, now);
  }

  /** What Twilio has reported settles more than any clock. */
  async #byReports(
    repositories: LinkingRepositories,
    message: OutboundMessage,
    now: Instant,
  ): Promise<OutboundMessage | null> {
    const taken = isFinal(message) ? null : settledByReport(message, now);
    const current = taken ?? message;
    const failed = unsettledFailure(current);
    if (failed !== null) return this.#ports.failedDeliveries.settle(repositories, current, failed, now);
    if (taken === null) return null;
    const mapping = await mappingOf(repositories, taken);
    this.#ports.books.store(repositories, taken, mapping, now);
    return taken;
  }

  async #underWay(
    repositories: LinkingRepositories,
    message: OutboundMessage,
    leaseToken: string,
    now: Instant,
  ): Promise<Claim> {
    const mapping = await mappingOf(repositories, message);
    if (message.leaseToken === leaseToken) {
      return { todo: 'send', message, mapping, lane: mapping?.outbox ?? [] };
    }
    if (message.nextAt !== null && message.nextAt > now) return waiting(message);
    const lost = becameUnknown(withAttemptFinished(message, now, LOST_ANSWER), now, LOST_ANSWER.reason);
    this.#ports.books.store(repositories, lost, mapping, now);
    return waiting(lost);
  }
}

/** A process died between its attempt and the answer's store: nobody knows what Twilio said. */
const LOST_ANSWER: Exclude<SendOutcome, { kind: 'accepted' }> = {
  kind: 'unknown',
  reason: 'lease-expired',
  advice: '',
  providerCode: null,
  retryAfter: null,
  mostRetries: null,
  concerns: null,
};

function waiting(message: OutboundMessage): Claim {
  return { todo: 'wait', message, lane: [] };
}

/** A failure that was reported before our own record of the acceptance was stored. */
function unsettledFailure(message: OutboundMessage): string | null {
  if (message.state !== 'accepted' && message.state !== 'queued') return null;
  const failed = message.deliveries.find(
    ({ messageSid, state }) => hasFailed(state) && attemptUnderWay(message, messageSid) !== null,
  );
  return failed?.messageSid ?? null;
}
