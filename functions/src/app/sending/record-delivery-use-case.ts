import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import {
  hasArrived,
  hasFailed,
  type DeliveryReport,
  type DeliveryReports,
} from '../../domain/messaging/delivery-status.ts';
import { isContentDone, type ContentErasure } from '../../domain/messaging/content-erasure.ts';
import type { OutboundMessage } from '../../domain/messaging/outbound-message.ts';
import { attemptUnderWay, attemptWith } from '../../domain/messaging/outbound-transitions.ts';
import type { SendQueue } from '../../domain/messaging/send-queue.ts';
import { SECOND, type Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import type { Tracing } from '../../domain/shared/tracing.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import type { FailedDeliveries } from './failed-deliveries.ts';
import type { MessageEvents } from './message-events.ts';
import type { SendingPauses } from './sending-pauses.ts';

export type RecordDeliveryCommand = Omit<DeliveryReport, 'reportedAt'>;

export interface RecordDeliveryResult {
  readonly outcome: 'recorded' | 'unknown-message';
  /** What has become of a message by the failure that was reported; null where nothing has. */
  readonly settled: Pick<OutboundMessage, 'state' | 'reason'> | null;
}

interface RecordDeliveryPorts {
  readonly reports: DeliveryReports;
  readonly erasure: ContentErasure;
  readonly transactions: LinkingTransactions;
  readonly failedDeliveries: FailedDeliveries;
  readonly events: MessageEvents;
  readonly pauses: SendingPauses;
  readonly tracing: Tracing;
  readonly queue: SendQueue;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** By then the call that created the message has been answered and its answer stored, or never will be. */
const ANSWER_STORED = 15 * SECOND;

/** Records what Twilio reports of a message we sent. Order and repetition of reports do not matter; only failures read, and arrivals where bodies are not kept. */
export class RecordDeliveryUseCase {
  readonly #ports: RecordDeliveryPorts;

  constructor(ports: RecordDeliveryPorts) {
    this.#ports = ports;
  }

  /** Throws `StorageUnavailableError`, `ContentionError` and `SendQueueUnavailableError`: the report may be repeated. */
  execute(command: RecordDeliveryCommand): Promise<RecordDeliveryResult> {
    const fields = { message_id: command.messageId, state: command.state };
    return loggedUseCase(this.#ports, 'record-delivery', fields, async () => {
      // once an arrival is recorded nobody asks about the message again, so the product must have been told before
      if (hasArrived(command.state)) await this.#tellProduct(command);
      const outcome = await this.#ports.reports.record({ ...command, reportedAt: this.#ports.clock.now() });
      if (outcome === 'recorded' && hasArrived(command.state)) await this.#erase(command.messageId);
      const isFailure = outcome === 'recorded' && hasFailed(command.state);
      return { outcome, settled: isFailure ? await this.#settleFailure(command) : null };
    });
  }

  /** Once all of it has arrived; where only a part has, or its acceptance is still to be stored, a later report or the sweep does it. */
  async #erase(messageId: string): Promise<void> {
    const { erasure, transactions } = this.#ports;
    if (!erasure.isOn) return;
    await transactions.run('erase-content', async ({ outbound }) => {
      const found = await outbound.find(messageId);
      if (found?.kind !== 'valid') return;
      const { message } = found;
      if (message.content.kind !== 'erased' && isContentDone(message))
        outbound.save({ ...message, checkAt: null });
    });
  }

  async #settleFailure({
    messageId,
    messageSid,
  }: RecordDeliveryCommand): Promise<RecordDeliveryResult['settled']> {
    const { transactions, failedDeliveries, pauses, tracing, clock } = this.#ports;
    const settled = await transactions.run('settle-failed-delivery', async (repositories) => {
      const found = await repositories.outbound.find(messageId);
      tracing.follow(messageId);
      if (found?.kind !== 'valid') return null;
      const { message } = found;
      if (attemptWith(message, messageSid) === null || isUnderWay(message)) return { message, failure: null };
      if (attemptUnderWay(message, messageSid) === null || !isUndecided(message, messageSid)) return null;
      const failure = failedDeliveries.failureOf(message, messageSid);
      const next = await failedDeliveries.settle(repositories, message, messageSid, clock.now());
      return { message: next, failure };
    });
    if (settled === null) return null;
    if (settled.failure?.kind === 'sender-unusable') {
      const { providerCode = null } =
        settled.message.deliveries.find((one) => one.messageSid === messageSid) ?? {};
      await pauses.pause({ ...settled.failure, providerCode });
    }
    await this.#moveOn(settled.message);
    return settled.failure === null ? null : settled.message;
  }

  /** Our own record of the acceptance may be still to come: the message is looked at again when it must be there. */
  async #moveOn({ id, step, state, nextAt }: OutboundMessage): Promise<void> {
    const { queue, clock } = this.#ports;
    if (state === 'queued' && nextAt !== null) {
      await queue.schedule({ messageId: id, step, notBefore: nextAt });
    } else if (state === 'sending' || state === 'unknown') {
      await queue.schedule({
        messageId: id,
        step,
        notBefore: clock.now() + ANSWER_STORED,
        cause: 'reported',
      });
    }
  }

  #tellProduct({ messageId, state }: RecordDeliveryCommand): Promise<void> {
    const type = state === 'read' ? 'message.read' : 'message.delivered';
    return this.#ports.events.arrived(messageId, type, this.#ports.clock.now());
  }
}

/** Its sender knows better what becomes of the message: it is looked at when that is stored. */
function isUnderWay({ state }: OutboundMessage): boolean {
  return state === 'sending' || state === 'unknown';
}

/** A delivery outweighs a failure, and a message that is on its way again is decided already. */
function isUndecided({ state, deliveries }: OutboundMessage, messageSid: string): boolean {
  const delivery = deliveries.find((one) => one.messageSid === messageSid);
  const hasComeThrough = delivery !== undefined && hasArrived(delivery.state);
  return (state === 'accepted' || state === 'queued') && !hasComeThrough;
}
