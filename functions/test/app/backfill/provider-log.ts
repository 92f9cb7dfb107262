import type {
  LoggedInboundMessage,
  ReceivedMessages,
} from '../../../src/domain/messaging/received-messages.ts';
import type { Clock, Instant } from '../../../src/domain/shared/clock.ts';
import { aMessageSid } from '../support/linking-world.ts';
import { textMessage } from '../../support/text-message.ts';

/** The log of a provider that remembers every message, whether a webhook brought it or not. */
export class ProviderLog implements ReceivedMessages {
  /** From when on each run has asked. */
  readonly asked: Instant[] = [];
  clock: Clock = { now: () => 0 };
  readonly #logged: LoggedInboundMessage[] = [];

  async *listSince(since: Instant): AsyncGenerator<LoggedInboundMessage, void> {
    this.asked.push(since);
    yield* this.#logged.filter(({ receivedAt }) => receivedAt >= since);
  }

  /** Somebody sends a message now, or so many milliseconds later. Returns its SID. */
  add(from: string, body: string, later = 0): string {
    const messageSid = aMessageSid();
    const message = textMessage({ messageSid, from, body });
    this.#logged.push({ message, receivedAt: this.clock.now() + later });
    return messageSid;
  }
}
