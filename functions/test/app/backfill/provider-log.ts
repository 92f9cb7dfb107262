import { parseWhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import type { InboundMessage } from '../../../src/domain/messaging/inbound-message.ts';
import type {
  LoggedInboundMessage,
  ReceivedMessages,
} from '../../../src/domain/messaging/received-messages.ts';
import type { Clock, Instant } from '../../../src/domain/shared/clock.ts';
import { aMessageSid } from '../support/linking-world.ts';
import { SENDER } from '../../support/test-configuration.ts';

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
    const message: InboundMessage = {
      messageSid,
      sender: { address: parseWhatsAppAddress(from), otherAddress: null, profileName: null },
      sentTo: SENDER,
      type: 'text',
      body,
      media: [],
      location: null,
      button: null,
      listReply: null,
      flow: null,
      repliedTo: null,
      forwarded: 'no',
      referral: null,
      optOutType: null,
    };
    this.#logged.push({ message, receivedAt: this.clock.now() + later });
    return messageSid;
  }
}
