import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { EventHandover, ProductEventSink } from '../../domain/messaging/product-event.ts';
import type { StoredEvent } from '../../domain/messaging/product-event-repository.ts';
import type { RetrySchedule } from '../../domain/messaging/retry-schedule.ts';
import type { EventQueue } from '../../domain/messaging/send-queue.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import type { Tracing } from '../../domain/shared/tracing.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export interface DeliverEventCommand {
  readonly eventId: string;
}

export interface DeliverEventResult {
  /**
   * `postponed` is tried again; `overtaken` is left to a later try that is under way; `delivered` and `dead` also where it was so before.
   */
  readonly outcome: 'delivered' | 'postponed' | 'overtaken' | 'dead' | 'not-due' | 'unknown-event';
}

interface DeliverEventPorts {
  readonly transactions: LinkingTransactions;
  readonly sink: ProductEventSink;
  readonly schedule: RetrySchedule;
  readonly queue: EventQueue;
  readonly tracing: Tracing;
  readonly clock: Clock;
  readonly logger: Logger;
}

type Begun = { readonly stored: StoredEvent } | DeliverEventResult;

/**
 * Hands one event over to the product. There is no lease: two runs at once hand it over twice under the same id, which the product must
 * bear anyway. A try is counted before the call, so that a process that dies in it cannot try for ever uncounted.
 */
export class DeliverEventUseCase {
  readonly #ports: DeliverEventPorts;

  constructor(ports: DeliverEventPorts) {
    this.#ports = ports;
  }

  /** Throws `SendQueueUnavailableError` and the errors of `Transactions`; the sweep takes up what they leave behind. */
  execute({ eventId }: DeliverEventCommand): Promise<DeliverEventResult> {
    return loggedUseCase(this.#ports, 'deliver-event', { event_id: eventId }, async () => {
      const begun = await this.#begin(eventId);
      this.#ports.tracing.follow(eventId);
      if ('outcome' in begun) return begun;
      const handover = await this.#ports.sink.deliver(begun.stored.event);
      const settled = this.#settled(begun.stored, handover);
      const isSettled = await this.#save(settled);
      if (settled.state === 'delivered') return { outcome: 'delivered' };
      if (!isSettled) return { outcome: 'overtaken' };
      await this.#queueNext(settled);
      return { outcome: settled.state === 'dead' ? 'dead' : 'postponed' };
    });
  }

  #begin(eventId: string): Promise<Begun> {
    return this.#ports.transactions.run('begin-event', async ({ events }): Promise<Begun> => {
      const stored = await events.find(eventId);
      if (stored === null) return { outcome: 'unknown-event' };
      if (stored.state !== 'pending') return { outcome: stored.state };
      if (stored.nextAt !== null && stored.nextAt > this.#ports.clock.now()) return { outcome: 'not-due' };
      const begun: StoredEvent = { ...stored, attempts: stored.attempts + 1 };
      events.save(begun);
      return { stored: begun };
    });
  }

  #settled(begun: StoredEvent, handover: EventHandover): StoredEvent {
    if (handover.kind === 'delivered') return { ...begun, state: 'delivered', nextAt: null, reason: null };
    const { reason, retryAfter, isFinal } = handover;
    const delay = isFinal ? null : this.#ports.schedule.delayAfter(begun.attempts, retryAfter);
    return delay === null
      ? { ...begun, state: 'dead', nextAt: null, reason }
      : { ...begun, nextAt: this.#ports.clock.now() + delay, reason };
  }

  /** A delivery is the truth whoever made it; of failures the latest try's counts. False where there is nothing to settle any more. */
  #save(settled: StoredEvent): Promise<boolean> {
    return this.#ports.transactions.run('settle-event', async ({ events }) => {
      const stored = await events.find(settled.event.id);
      if (stored === null || stored.state === 'delivered') return false;
      if (settled.state !== 'delivered' && stored.attempts !== settled.attempts) return false;
      events.save({ ...settled, attempts: stored.attempts });
      return true;
    });
  }

  /** Named by the try that failed, so that each further try is queued once. */
  async #queueNext({ event, attempts, nextAt }: StoredEvent): Promise<void> {
    if (nextAt === null) return;
    await this.#ports.queue.schedule({ eventId: event.id, attempt: attempts, notBefore: nextAt });
  }
}
