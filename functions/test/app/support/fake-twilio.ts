import type {
  MessagingService,
  SendOutcome,
  SentMessage,
  TextToSend,
} from '../../../src/domain/messaging/messaging-service.ts';
import type { WhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import type { Clock } from '../../../src/domain/shared/clock.ts';

interface Accepted extends SentMessage {
  readonly to: string;
}

/** Accepts what it is given unless `nextOutcomes` says otherwise. `taken` decides whether an unknown outcome was in fact accepted. */
export class FakeTwilio implements MessagingService {
  readonly nextOutcomes: { readonly outcome: SendOutcome; readonly taken?: boolean }[] = [];
  /** What happens between Twilio's decision and the arrival of its answer. */
  whileAnswering: () => Promise<void> = async () => {};
  readonly #accepted: Accepted[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async send(text: TextToSend): Promise<SendOutcome> {
    const outcome = this.#decide(text);
    await this.whileAnswering();
    return outcome;
  }

  async listSent(to: WhatsAppAddress): Promise<readonly SentMessage[]> {
    return this.#accepted.filter((message) => message.to === to.value).toReversed();
  }

  textsTo(address: string): readonly string[] {
    return this.#accepted.filter((message) => message.to === address).map((message) => message.body);
  }

  #decide(text: TextToSend): SendOutcome {
    const next = this.nextOutcomes.shift();
    if (next === undefined) return { kind: 'accepted', messageSid: this.#accept(text) };
    if (next.outcome.kind === 'accepted' || next.taken === true) this.#accept(text);
    return next.outcome;
  }

  #accept(text: TextToSend): string {
    const messageSid = `SM${(this.#accepted.length + 1).toString(16).padStart(32, '0')}`;
    this.#accepted.push({ messageSid, body: text.body, to: text.to.value, sentAt: this.#clock.now() });
    return messageSid;
  }
}
