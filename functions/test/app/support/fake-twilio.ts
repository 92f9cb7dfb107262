import type { WhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import type {
  FetchedDelivery,
  MessageToSend,
  MessagingService,
  SendOutcome,
  SentMessage,
} from '../../../src/domain/messaging/messaging-service.ts';
import type { OutboundContent } from '../../../src/domain/messaging/outbound-content.ts';
import type { Clock } from '../../../src/domain/shared/clock.ts';
import { twilioSendFailures } from '../../../src/infra/twilio/twilio-send-failures.ts';
import { sendOutcomeOf } from '../../../src/infra/twilio/twilio-send-outcome.ts';

interface Accepted extends SentMessage {
  readonly to: string;
  readonly content: OutboundContent;
}

/** Accepts what it is given unless `nextOutcomes` says otherwise. `taken` decides whether an unknown outcome was in fact accepted. */
export class FakeTwilio implements MessagingService {
  readonly nextOutcomes: { readonly outcome: SendOutcome; readonly taken?: boolean }[] = [];
  /** By SID; a message that is not here is one that Twilio does not know. */
  readonly deliveries = new Map<string, FetchedDelivery>();
  /** What happens between Twilio's decision and the arrival of its answer. */
  whileAnswering: () => Promise<void> = async () => {};
  readonly #accepted: Accepted[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async send(message: MessageToSend): Promise<SendOutcome> {
    const outcome = this.#decide(message);
    await this.whileAnswering();
    return outcome;
  }

  async listSent(to: WhatsAppAddress): Promise<readonly SentMessage[]> {
    return this.#to(to.value).toReversed();
  }

  async fetchDelivery(messageSid: string): Promise<FetchedDelivery> {
    return this.deliveries.get(messageSid) ?? null;
  }

  /** A template shows as `template:<content SID>`. */
  textsTo(address: string): readonly string[] {
    return this.#to(address).map((message) => message.body);
  }

  contentsTo(address: string): readonly OutboundContent[] {
    return this.#to(address).map((message) => message.content);
  }

  #to(address: string): readonly Accepted[] {
    return this.#accepted.filter((message) => message.to === address);
  }

  #decide(message: MessageToSend): SendOutcome {
    const next = this.nextOutcomes.shift();
    if (next === undefined) return { kind: 'accepted', messageSid: this.#accept(message) };
    if (next.outcome.kind === 'accepted' || next.taken === true) this.#accept(message);
    return next.outcome;
  }

  #accept({ to, content }: MessageToSend): string {
    const messageSid = `SM${(this.#accepted.length + 1).toString(16).padStart(32, '0')}`;
    const body = content.kind === 'text' ? content.body : `template:${content.template.contentSid}`;
    this.#accepted.push({ messageSid, body, content, to: to.value, sentAt: this.#clock.now() });
    return messageSid;
  }
}

/** What Twilio's answer with this error code means. */
export function refusedBy(providerCode: number): SendOutcome {
  return { ...twilioSendFailures.of(providerCode), providerCode };
}

/** Throttled; `retryAfter` is milliseconds. */
export function postponed({ retryAfter = null }: { readonly retryAfter?: number | null } = {}): SendOutcome {
  return sendOutcomeOf({ kind: 'error-answer', httpStatus: 429, providerCode: 20429, retryAfter });
}

/** Timed out. */
export function unknownOutcome(): SendOutcome {
  return sendOutcomeOf({ kind: 'no-answer', reason: 'timed-out' });
}

/** The auth token is wrong. */
export function senderUnusable(): SendOutcome {
  return refusedBy(20003);
}
