import { AttemptSettlement } from '../../app/sending/attempt-settlement.ts';
import { EnqueueMessageUseCase } from '../../app/sending/enqueue-message-use-case.ts';
import { FailedDeliveries } from '../../app/sending/failed-deliveries.ts';
import { MessageBooks } from '../../app/sending/message-books.ts';
import { MessageClaim } from '../../app/sending/message-claim.ts';
import { MessageEvents } from '../../app/sending/message-events.ts';
import { MessageTurn } from '../../app/sending/message-turn.ts';
import { RecordDeliveryUseCase } from '../../app/sending/record-delivery-use-case.ts';
import { SendMessageUseCase } from '../../app/sending/send-message-use-case.ts';
import { SendingPauses } from '../../app/sending/sending-pauses.ts';
import { SentMessageSearch } from '../../app/sending/sent-message-search.ts';
import { SubmitMessageUseCase } from '../../app/sending/submit-message-use-case.ts';
import { twilioSendFailures } from '../twilio/twilio-send-failures.ts';
import {
  contentErasure,
  enabledEvents,
  productEvents,
  retrySchedule,
  tracing,
  type Foundation,
} from './foundation.ts';
import type { OutsideWorld } from './outside-world.ts';

/** The outbox and what becomes of its messages. */
export function sendingUseCases(foundation: Foundation, world: OutsideWorld) {
  const { config, environment, logger } = foundation;
  const { clock, random } = environment;
  const { transactions, queue } = world;
  const schedule = retrySchedule(foundation, config.messages);
  const events = new MessageEvents({
    events: productEvents(foundation),
    enabled: enabledEvents(foundation),
    transactions,
    tracing: tracing(foundation),
  });
  const books = new MessageBooks({ events });
  const pauses = new SendingPauses({ transactions, clock, logger });
  const failedDeliveries = new FailedDeliveries({ failures: twilioSendFailures, schedule, books });
  const turn = new MessageTurn({ books, reproofAfter: config.link.reproofAfter });
  const base = { transactions, clock, logger };
  const traced = { ...base, tracing: tracing(foundation) };
  return {
    pauses,
    submitMessage: new SubmitMessageUseCase(base),
    enqueueMessage: new EnqueueMessageUseCase({ outbox: world.outbox, queue, clock, logger }),
    sendMessage: new SendMessageUseCase({
      ...traced,
      messaging: world.messaging,
      queue,
      pauses,
      random,
      claim: new MessageClaim({ failedDeliveries, turn, books }),
      settlement: new AttemptSettlement({ ...world, failedDeliveries, books, schedule, clock }),
      search: new SentMessageSearch({ ...world, books, clock }),
    }),
    recordDelivery: new RecordDeliveryUseCase({
      ...traced,
      reports: world.reports,
      erasure: contentErasure(foundation),
      failedDeliveries,
      events,
      pauses,
      queue,
    }),
  };
}
