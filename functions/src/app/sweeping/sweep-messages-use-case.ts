import type { DueCheck, OverdueMessage, OverdueWork } from '../../domain/messaging/overdue-work.ts';
import { hasArrived, hasFailed } from '../../domain/messaging/delivery-status.ts';
import type { MessagingService } from '../../domain/messaging/messaging-service.ts';
import type { EventQueue, ProcessQueue, ProcessTask, SendQueue } from '../../domain/messaging/send-queue.ts';
import { MINUTE, type Clock, type Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import type { RecordDeliveryUseCase } from '../sending/record-delivery-use-case.ts';
import type { SendingPauses } from '../sending/sending-pauses.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import { workThrough, type WorkedThrough } from '../shared/work-through.ts';
import type { DeliveryChecks } from './delivery-checks.ts';

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
      const swept = await this.#sweepAll(this.#ports.clock.now());
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
        failures: Object.values(swept).flatMap(({ failures }) => failures),
      };
    });
  }

  /** Side by side: none of them waits for what keeps another. */
  async #sweepAll(now: Instant): Promise<Record<SweptKind, Swept>> {
    const { overdue, queue, processQueue, eventQueue } = this.#ports;
    const before = now - PATIENCE;
    const task = { notBefore: now, cause: `sweep-${Math.floor(now / SWEEP_INTERVAL)}` };
    const [outbound, inbound, event, check] = await Promise.all([
      this.#sweep(this.#overdueOutbound(before), now, async (message) => {
        await queue.schedule({ ...message, ...task });
        return true;
      }),
      this.#sweep(overdue.inbound(before, MOST_TASKS).then(linesOf), now, async (line) => {
        await processQueue.schedule({ ...line, ...task });
        return true;
      }),
      this.#sweep(overdue.events(before, MOST_TASKS), now, async ({ eventId, attempts }) => {
        await eventQueue.schedule({ eventId, attempt: attempts, ...task });
        return true;
      }),
      this.#sweep(overdue.checks(now, MOST_CHECKS), now, (due) => this.#check(due)),
    ]);
    return { outbound, inbound, event, check };
  }

  async #overdueOutbound(before: Instant): Promise<readonly OverdueMessage[]> {
    const { overdue, pauses } = this.#ports;
    const isPaused = (await pauses.status()) !== null;
    return overdue.outbound(before, isPaused ? MOST_TASKS_IN_PAUSE : MOST_TASKS);
  }

  async #sweep<Item>(
    found: Promise<readonly Item[]>,
    startedAt: Instant,
    recover: (item: Item) => Promise<boolean>,
  ): Promise<Swept> {
    const bounds = { clock: this.#ports.clock, deadline: startedAt + TIME_BUDGET };
    let recovered = 0;
    try {
      const worked = await workThrough(await found, bounds, async (item) => {
        if (await recover(item)) recovered += 1;
      });
      return { ...worked, recovered };
    } catch (error) {
      return { isComplete: false, failures: [error], recovered };
    }
  }

  /** True where Twilio tells an end that nobody has reported. A fetch that fails leaves the check to the next sweep. */
  async #check({ messageId, messageSids }: DueCheck): Promise<boolean> {
    const { messaging, recordDelivery, checks } = this.#ports;
    let settled = 0;
    for (const messageSid of messageSids) {
      const delivery = await messaging.fetchDelivery(messageSid);
      if (delivery === null) continue;
      await recordDelivery.execute({ messageId, messageSid, ...delivery });
      if (hasArrived(delivery.state) || hasFailed(delivery.state)) settled += 1;
    }
    await checks.advance(messageId, settled === messageSids.length);
    return settled > 0;
  }
}

type Swept = WorkedThrough & { readonly recovered: number };

/** One task moves on a user's whole line; a message that has left it needs its own. */
function linesOf(
  messages: Awaited<ReturnType<OverdueWork['inbound']>>,
): readonly Pick<ProcessTask, 'userId' | 'messageSid'>[] {
  const inLine = messages.filter((message) => message.inLine).map(({ userId }) => userId);
  const others = messages.filter((message) => !message.inLine);
  return [
    ...Array.from(new Set(inLine), (userId) => ({ userId, messageSid: null })),
    ...others.map(({ userId, messageSid }) => ({ userId, messageSid })),
  ];
}
