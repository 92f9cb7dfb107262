import type { StoredInboundMessage } from '../../../src/domain/messaging/inbound-message-repository.ts';
import type { MessageProcessor, ProcessingOutcome } from '../../../src/domain/messaging/message-processor.ts';
import type { Clock } from '../../../src/domain/shared/clock.ts';

interface OpeningHoursProcessorOptions {
  readonly clock: Clock;
  /** Such as "Europe/Berlin". */
  readonly timeZone: string;
  /** Full hours of the day: open from the first until the second. */
  readonly hours: readonly [opens: number, closes: number];
  readonly closedText: string;
  /** What processes the messages of opening hours. */
  readonly next: MessageProcessor;
}

/** Answers with a text while nobody is there, and leaves the other messages to the processor it wraps. */
export class OpeningHoursProcessor implements MessageProcessor {
  readonly #options: OpeningHoursProcessorOptions;
  readonly #hourFormat: Intl.DateTimeFormat;

  /** Throws `RangeError` where the time zone does not exist. */
  constructor(options: OpeningHoursProcessorOptions) {
    this.#options = options;
    this.#hourFormat = new Intl.DateTimeFormat('en', {
      timeZone: options.timeZone,
      hour: 'numeric',
      hourCycle: 'h23',
    });
  }

  async process(message: StoredInboundMessage): Promise<ProcessingOutcome> {
    const { next, closedText } = this.#options;
    if (this.#isOpen()) return next.process(message);
    const content = { kind: 'text', body: closedText, mediaUrl: null } as const;
    return { kind: 'processed', replies: [{ content, fallbackTemplate: null }] };
  }

  #isOpen(): boolean {
    const { clock, hours } = this.#options;
    const hour = Number(this.#hourFormat.format(clock.now()));
    return hours[0] <= hour && hour < hours[1];
  }
}
