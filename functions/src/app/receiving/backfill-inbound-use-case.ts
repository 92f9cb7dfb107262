import type { BackfillCursor } from '../../domain/messaging/backfill-cursor.ts';
import { readIntent, type InboundIntent } from '../../domain/messaging/inbound-intent.ts';
import type { KnownMessages } from '../../domain/messaging/known-messages.ts';
import type { LoggedInboundMessage, ReceivedMessages } from '../../domain/messaging/received-messages.ts';
import { DAY, MINUTE, type Clock, type Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import { workThrough } from '../shared/work-through.ts';
import type { ReceiveMessageResult, ReceiveMessageUseCase } from './receive-message-use-case.ts';
import { isCommand } from './reception.ts';

/** What older commands did is not known any more: their receipts are kept for a week. */
const LONGEST_LOOK_BACK = 6 * DAY;
/** Twilio's log is not complete at once, and a webhook that failed comes again. What came before Linkline did is not ours. */
const OVERLAP = 10 * MINUTE;
/** A younger message is left to the webhook. */
const WEBHOOK_TIME = 1 * MINUTE;
const TIME_BUDGET = 7 * MINUTE;
const BATCH = 100;

export interface BackfillInboundCommand {
  /** Null goes on where the last such run began. */
  readonly since: Instant | null;
}

export interface BackfillInboundResult {
  readonly outcome: 'finished' | 'incomplete';
  /** What became of each message that was not known. */
  readonly received: readonly ReceiveMessageResult['outcome'][];
  /** What kept some messages from being received. The others were received all the same. */
  readonly failures: readonly unknown[];
}

interface BackfillInboundPorts {
  readonly received: ReceivedMessages;
  readonly known: KnownMessages;
  readonly cursor: BackfillCursor;
  readonly receiveMessage: ReceiveMessageUseCase;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Receives what the webhook never brought, out of the provider's log. It may be repeated: a message counts once. */
export class BackfillInboundUseCase {
  readonly #ports: BackfillInboundPorts;

  constructor(ports: BackfillInboundPorts) {
    this.#ports = ports;
  }

  /** Throws `MessagingUnavailableError` and the errors of the store. */
  execute({ since }: BackfillInboundCommand): Promise<BackfillInboundResult> {
    return loggedUseCase(this.#ports, 'backfill-inbound', {}, async () => {
      const { cursor, clock } = this.#ports;
      const startedAt = clock.now();
      const from = since ?? (await this.#nextStart(startedAt));
      const keep = async (reached: Instant) => {
        if (since === null) await cursor.save(reached);
      };
      const result = await this.#backfill(Math.max(from, startedAt - LONGEST_LOOK_BACK), startedAt, keep);
      if (result.outcome === 'finished') await keep(startedAt);
      return result;
    });
  }

  /** The first run of all notes when it began, so that the next goes back as far if this one fails. */
  async #nextStart(now: Instant): Promise<Instant> {
    const lastStart = await this.#ports.cursor.find();
    if (lastStart === null) await this.#ports.cursor.save(now);
    return (lastStart ?? now) - OVERLAP;
  }

  /** `keep` hears now and then up to when all has been received, so that a run that is cut short was not in vain. */
  async #backfill(
    from: Instant,
    startedAt: Instant,
    keep: (reached: Instant) => Promise<void>,
  ): Promise<BackfillInboundResult> {
    const received: ReceiveMessageResult['outcome'][] = [];
    let tried = 0;
    const bounds = { clock: this.#ports.clock, deadline: startedAt + TIME_BUDGET };
    const missing = this.#missing(from, startedAt - WEBHOOK_TIME);
    const { isComplete, failures } = await workThrough(missing, bounds, async ({ message, receivedAt }) => {
      tried += 1;
      const command = { message, backfilled: { receivedAt } };
      received.push((await this.#ports.receiveMessage.execute(command)).outcome);
      const hasFailed = received.length < tried;
      if (!hasFailed && received.length % BATCH === 0) await keep(receivedAt);
    });
    return { outcome: isComplete ? 'finished' : 'incomplete', received, failures };
  }

  async *#missing(from: Instant, to: Instant): AsyncGenerator<LoggedInboundMessage, void> {
    let batch: Candidate[] = [];
    for await (const logged of this.#ports.received.listSince(from)) {
      const intent = readIntent(logged.message);
      if (logged.receivedAt > to || isMeantForNow(intent)) continue;
      batch.push({ logged, isCommand: isCommand(intent) });
      if (batch.length < BATCH) continue;
      yield* await this.#unknown(batch);
      batch = [];
    }
    yield* await this.#unknown(batch);
  }

  async #unknown(batch: readonly Candidate[]): Promise<readonly LoggedInboundMessage[]> {
    if (batch.length === 0) return [];
    const known = await this.#ports.known.find({
      stored: batch.filter((candidate) => !candidate.isCommand).map(messageSidOf),
      answered: batch.filter((candidate) => candidate.isCommand).map(messageSidOf),
    });
    return batch.filter((candidate) => !known.has(messageSidOf(candidate))).map(({ logged }) => logged);
  }
}

interface Candidate {
  readonly logged: LoggedInboundMessage;
  readonly isCommand: boolean;
}

function messageSidOf({ logged }: Candidate): string {
  return logged.message.messageSid;
}

/** Asked for an answer that came with the webhook or never. */
function isMeantForNow({ kind }: InboundIntent): boolean {
  return kind === 'link' || kind === 'status' || kind === 'help';
}
