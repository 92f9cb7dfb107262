import type { StoredInboundMessage } from '../../domain/messaging/inbound-message-repository.ts';
import type { MessageProcessor, ProcessingOutcome } from '../../domain/messaging/message-processor.ts';
import type { ProcessingConfig } from '../../domain/messaging/processing-config.ts';
import type { RetrySchedule } from '../../domain/messaging/retry-schedule.ts';
import type { ProcessQueue } from '../../domain/messaging/send-queue.ts';
import type { Clock, Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { continueAt } from './continuation.ts';
import { failed } from '../../domain/messaging/inbound-transitions.ts';
import type { ClaimedMessage } from './message-claims.ts';
import type { MessageSettlement } from './message-settlement.ts';

/** What a try did to its message. `out-of-order`: it waits for its next try while later messages pass it. */
export interface FinishedTry {
  readonly outcome: 'processed' | 'waiting' | 'out-of-order' | 'dead' | 'superseded';
  readonly reason: string | null;
}

type Failure = Extract<ProcessingOutcome, { readonly kind: 'failed' }>;

export interface ProcessingTryPorts {
  readonly processor: MessageProcessor;
  readonly queue: ProcessQueue;
  readonly schedule: RetrySchedule;
  readonly config: ProcessingConfig;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Hands a claimed message to the processor and stores what came of it. */
export class ProcessingTry {
  readonly #ports: ProcessingTryPorts;
  readonly #settlement: MessageSettlement;

  constructor(ports: ProcessingTryPorts, settlement: MessageSettlement) {
    this.#ports = ports;
    this.#settlement = settlement;
  }

  async finish({ kind, message }: ClaimedMessage): Promise<FinishedTry> {
    const outcome = kind === 'abandoned' ? failureBecauseOf('lease-expired') : await this.#process(message);
    const finished =
      outcome.kind === 'processed'
        ? { outcome: await this.#settlement.storeSuccess(message, outcome.replies), reason: null }
        : await this.#fail(message, outcome);
    const fields = { message_sid: message.message.messageSid, attempt: message.attempts };
    const reason = finished.reason === null ? {} : { reason: finished.reason };
    this.#ports.logger.info('message-tried', { ...fields, outcome: finished.outcome, ...reason });
    return finished;
  }

  async #process(message: StoredInboundMessage): Promise<ProcessingOutcome> {
    try {
      return await this.#ports.processor.process(message);
    } catch (error) {
      const fields = { message_sid: message.message.messageSid, attempt: message.attempts };
      this.#ports.logger.error('processor-failed', { ...fields, error });
      return failureBecauseOf('processor-failed');
    }
  }

  /** A message that leaves the line is queued first: what is stored without its task would be forgotten. */
  async #fail(message: StoredInboundMessage, failure: Failure): Promise<FinishedTry> {
    const { queue, config } = this.#ports;
    const { reason } = failure;
    const nextAt = this.#nextAt(message, failure);
    const next = failed(message, { reason, nextAt }, config.maxBlock);
    if (nextAt !== null && message.inLine && !next.inLine) {
      const { messageSid } = message.message;
      await continueAt(queue, { userId: message.userId, messageSid }, 'waiting', nextAt);
    }
    const stored = await this.#settlement.storeFailure(message, next);
    return { outcome: stored === 'failed' ? outcomeOf(next) : stored, reason };
  }

  #nextAt({ attempts }: StoredInboundMessage, { isFinal, retryAfter }: Failure): Instant | null {
    const delay = isFinal ? null : this.#ports.schedule.delayAfter(attempts, retryAfter);
    return delay === null ? null : this.#ports.clock.now() + delay;
  }
}

function failureBecauseOf(reason: string): Failure {
  return { kind: 'failed', reason, retryAfter: null, isFinal: false };
}

function outcomeOf({ state, inLine }: StoredInboundMessage): FinishedTry['outcome'] {
  if (state === 'dead') return 'dead';
  return inLine ? 'waiting' : 'out-of-order';
}
