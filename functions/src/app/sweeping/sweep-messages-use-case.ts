import type { DueCheck, Overdue, OverdueMessage, OverdueWork } from '../../domain/messaging/overdue-work.ts';
import { hasArrived, hasFailed } from '../../domain/messaging/delivery-status.ts';
import type { MessagingService } from '../../domain/messaging/messaging-service.ts';
import type { EventQueue, ProcessQueue, SendQueue } from '../../domain/messaging/send-queue.ts';
import type { SendingPause } from '../../domain/messaging/sending-pause.ts';
import { MINUTE, type Clock, type Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import type { Tracing } from '../../domain/shared/tracing.ts';
import type { RecordDeliveryResult, RecordDeliveryUseCase } from '../sending/record-delivery-use-case.ts';
import type { SendingPauses } from '../sending/sending-pauses.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import { workThrough, type WorkedThrough } from '../shared/work-through.ts';
import type { DeliveryChecks } from './delivery-checks.ts';
import { inboundLines } from './inbound-lines.ts';

/** How often the sweep runs: the number of the interval names what one sweep queues. */
export const SWEEP_INTERVAL = 5 * MINUTE;
/** A task that is on its way needs no help. */
const PATIENCE = 1 * MINUTE;
/** The sweep ends well before the next one begins; what is left is found by that one. */
const TIME_BUDGET = 3 * MINUTE;
const MOST_TASKS = 500;
/** While sending is paused a task only waits in its queue: more and more of them would delay what is sent afterwards. */
const MOST_TASKS_IN_PAUSE = 5;
const MOST_CHECKS = 200;

export type SweptKind = 'outbound' | 'inbound' | 'event' | 'check';

export interface SweepMessagesResult {
  readonly outcome: 'swept' | 'incomplete';
  readonly recovered: Readonly<Record<SweptKind, number>>;
  /** What has become of messages by failures that Twilio told of when it was asked. */
  readonly settled: readonly NonNullable<RecordDeliveryResult['settled']>[];
  /** Milliseconds for which the oldest of each kind has been due: 0 where none is, null where it could not be looked for. */
  readonly oldest: Readonly<Record<SweptKind, number | null>>;
  /** For how many milliseconds sending has been paused: 0 and `none` where it goes on, null where it could not be looked for. */
  readonly pause: { readonly reason: string; readonly age: number } | null;
  /** What kept some of the work from being swept. The rest was swept all the same. */
  readonly failures: readonly unknown[];
}

interface SweepMessagesPorts {
  readonly overdue: OverdueWork;
  readonly queue: SendQueue;
  readonly processQueue: ProcessQueue;
  readonly eventQueue: EventQueue;
  readonly messaging: MessagingService;
  readonly recordDelivery: RecordDeliveryUseCase;
  readonly pauses: SendingPauses;
  readonly checks: DeliveryChecks;
  readonly tracing: Tracing;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Takes up what a crash, a lost task or a lost report has left behind. */
export class SweepMessagesUseCase {
  readonly #ports: SweepMessagesPorts;

  constructor(ports: SweepMessagesPorts) {
    this.#ports = ports;
  }

  execute(): Promise<SweepMessagesResult> {
    return loggedUseCase(this.#ports, 'sweep-messages', {}, async () => {
      const now = this.#ports.clock.now();
      const pause = this.#ports.pauses.status();
      const settled: NonNullable<RecordDeliveryResult['settled']>[] = [];
      const swept = await this.#sweepAll(now, pause, (message) => settled.push(message));
      const { outbound, inbound, event, check } = swept;
      const isComplete = Object.values(swept).every((kind) => kind.isComplete);
      return {
        outcome: isComplete ? 'swept' : 'incomplete',
        recovered: {
          outbound: outbound.recovered,
          inbound: inbound.recovered,
          event: event.recovered,
          check: check.recovered,
        },
        settled,
        oldest: {
          outbound: outbound.oldest,
          inbound: inbound.oldest,
          event: event.oldest,
          check: check.oldest,
        },
        // a failure to read it is among those of the outbound messages
        pause: await pause.then(ageAt(now), () => null),
        failures: Object.values(swept).flatMap(({ failures }) => failures),
      };
    });
  }

  /** Side by side: none of them waits for what keeps another. */
  async #sweepAll(
    now: Instant,
    pause: Promise<SendingPause | null>,
    onSettled: OnSettled,
  ): Promise<Record<SweptKind, Swept>> {
    const { overdue, queue, processQueue, eventQueue, tracing } = this.#ports;
    const before = now - PATIENCE;
    const task = { notBefore: now, cause: `sweep-${Math.floor(now / SWEEP_INTERVAL)}` };
    const [outbound, inbound, event, check] = await Promise.all([
      this.#sweep(this.#overdueOutbound(before, pause), now, async ({ messageId, step }) => {
        await queue.schedule({ messageId, step, ...task });
        return true;
      }),
      this.#sweep(
        overdue.inbound(before, MOST_TASKS).then(inboundLines),
        now,
        async ({ userId, messageSid }) => {
          await processQueue.schedule({ userId, messageSid, ...task });
          return true;
        },
      ),
      this.#sweep(overdue.events(before, MOST_TASKS), now, async ({ eventId, attempts }) => {
        await eventQueue.schedule({ eventId, attempt: attempts, ...task });
        return true;
      }),
      this.#sweep(overdue.checks(now, MOST_CHECKS), now, (due) =>
        tracing.apart(() => this.#check(due, onSettled)),
      ),
    ]);
    return { outbound, inbound, event, check };
  }

  async #overdueOutbound(
    before: Instant,
    pause: Promise<SendingPause | null>,
  ): Promise<readonly OverdueMessage[]> {
    const isPaused = (await pause) !== null;
    return this.#ports.overdue.outbound(before, isPaused ? MOST_TASKS_IN_PAUSE : MOST_TASKS);
  }

  async #sweep<Item extends Overdue>(
    looking: Promise<readonly Item[]>,
    startedAt: Instant,
    recover: (item: Item) => Promise<boolean>,
  ): Promise<Swept> {
    const bounds = { clock: this.#ports.clock, deadline: startedAt + TIME_BUDGET };
    let recovered = 0;
    let oldest: number | null = null;
    try {
      const found = await looking;
      oldest = Math.max(0, ...found.map(({ dueAt }) => startedAt - dueAt));
      const worked = await workThrough(found, bounds, async (item) => {
        if (await recover(item)) recovered += 1;
      });
      return { ...worked, recovered, oldest };
    } catch (error) {
      return { isComplete: false, failures: [error], recovered, oldest };
    }
  }

  /** True where Twilio tells an end that nobody has reported. A fetch that fails leaves the check to the next sweep. */
  async #check({ messageId, messageSids }: DueCheck, onSettled: OnSettled): Promise<boolean> {
    const { messaging, recordDelivery, checks } = this.#ports;
    let settled = 0;
    for (const messageSid of messageSids) {
      const delivery = await messaging.fetchDelivery(messageSid);
      if (delivery === null) continue;
      const recorded = await recordDelivery.execute({ messageId, messageSid, ...delivery });
      if (recorded.settled !== null) onSettled(recorded.settled);
      if (hasArrived(delivery.state) || hasFailed(delivery.state)) settled += 1;
    }
    await checks.advance(messageId, settled === messageSids.length);
    return settled > 0;
  }
}

type OnSettled = (message: NonNullable<RecordDeliveryResult['settled']>) => void;
type Swept = WorkedThrough & { readonly recovered: number; readonly oldest: number | null };

function ageAt(now: Instant): (pause: SendingPause | null) => SweepMessagesResult['pause'] {
  return (pause) =>
    pause === null ? { reason: 'none', age: 0 } : { reason: pause.reason, age: now - pause.since };
}
