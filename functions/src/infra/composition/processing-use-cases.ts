import { DeliverEventUseCase } from '../../app/events/deliver-event-use-case.ts';
import { ProcessMessageUseCase } from '../../app/processing/process-message-use-case.ts';
import { BackfillInboundUseCase } from '../../app/receiving/backfill-inbound-use-case.ts';
import type { ReceiveMessageUseCase } from '../../app/receiving/receive-message-use-case.ts';
import type { RecordDeliveryUseCase } from '../../app/sending/record-delivery-use-case.ts';
import type { SendingPauses } from '../../app/sending/sending-pauses.ts';
import { DeliveryChecks } from '../../app/sweeping/delivery-checks.ts';
import { SweepMessagesUseCase } from '../../app/sweeping/sweep-messages-use-case.ts';
import type { ProductEventSink } from '../../domain/messaging/product-event.ts';
import { SECOND } from '../../domain/shared/clock.ts';
import { retrySchedule, tracing, type Foundation } from './foundation.ts';
import type { OutsideWorld } from './outside-world.ts';

/** Well below the time-out of the functions that process messages. */
const PROCESSING_TIME = 120 * SECOND;

/** Events of a former configuration are done with where nobody wants them any more. */
const nobody: ProductEventSink = { deliver: async () => ({ kind: 'delivered' }) };

interface OtherUseCases {
  readonly receiveMessage: ReceiveMessageUseCase;
  readonly recordDelivery: RecordDeliveryUseCase;
  readonly pauses: SendingPauses;
}

/** What goes on without anybody waiting: processing, events, and recovering what a crash left behind. */
export function processingUseCases(
  foundation: Foundation,
  world: OutsideWorld,
  { receiveMessage, recordDelivery, pauses }: OtherUseCases,
) {
  const { config, environment, logger } = foundation;
  const { clock, random } = environment;
  const { transactions, processor, eventSink } = world;
  const schedule = retrySchedule(foundation, config.processing);
  const base = { transactions, tracing: tracing(foundation), clock, logger };
  return {
    processMessage: new ProcessMessageUseCase({
      ...base,
      processor,
      queue: world.processQueue,
      schedule,
      config: config.processing,
      random,
      timeBudget: PROCESSING_TIME,
    }),
    deliverEvent: new DeliverEventUseCase({
      ...base,
      sink: eventSink ?? nobody,
      schedule,
      queue: world.eventQueue,
    }),
    sweepMessages: new SweepMessagesUseCase({
      ...world,
      ...base,
      recordDelivery,
      pauses,
      checks: new DeliveryChecks({ transactions, clock }),
    }),
    backfillInbound: new BackfillInboundUseCase({ ...world, receiveMessage, clock, logger }),
  };
}
