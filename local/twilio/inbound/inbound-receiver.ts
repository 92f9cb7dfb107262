import { BODY_TOO_LONG, MAXIMUM_BODY_LENGTH } from '../messages/body-limit.ts';
import type { Background } from '../background.ts';
import type { DebuggerLog } from '../debugger/debugger-log.ts';
import { type Delay, pause } from '../delay.ts';
import type { SimulatorFaults } from '../faults/simulator-faults.ts';
import type { FormParameters } from '../http/form-parameters.ts';
import { hasMedia, keepInboundMedia } from '../media/inbound-media.ts';
import type { MediaStore } from '../media/media-store.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { PersonDirectory } from '../messages/person-directory.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { RandomSource } from '../random-source.ts';
import type { SimulatorConfiguration } from '../simulator-configuration.ts';
import type { InboundDelivery, InboundOutcome } from './inbound-delivery.ts';
import { type GivenParameters, inboundParameters, parseGivenParameters } from './inbound-parameters.ts';
import { OPT_OUT_ANSWERS, optOutType } from './opt-out-keywords.ts';
import type { ReplySender } from './reply-sender.ts';

export interface InboundResult {
  readonly messageSid: string;
  /** HTTP status of the final answer, from the fallback URL where that was asked; null where there was none. */
  readonly status: number | null;
  readonly contentType: string | null;
  /** The texts that reached the phone. */
  readonly replies: readonly string[];
  /** Requests made, fallback included. */
  readonly attempts: number;
  /** Codes of Twilio's debugger. */
  readonly errors: readonly number[];
}

interface Dependencies {
  readonly configuration: SimulatorConfiguration;
  readonly messages: MessageStore;
  readonly people: PersonDirectory;
  readonly media: MediaStore;
  readonly faults: SimulatorFaults;
  readonly debuggerLog: DebuggerLog;
  readonly background: Background;
  readonly random: RandomSource;
  readonly delay: Delay;
  readonly now: () => number;
  readonly delivery: InboundDelivery;
  readonly replySender: ReplySender;
}

/** Takes a message from a phone to the webhook, and the answer back to the phone. */
export class InboundReceiver {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** A MessageSid that is known already is a redelivery. Throws InvalidRequestError. */
  async receive(input: unknown): Promise<InboundResult> {
    const { configuration, media } = this.#dependencies;
    const given = this.#withOptOutType(this.#truncated(parseGivenParameters(input)));
    const sid = this.#sidOf(given);
    const parameters = inboundParameters(keepInboundMedia(given, sid, media), configuration, sid);
    const message = this.#store(parameters);
    return this.#dependencies.background.run((signal) => this.#deliver(message, parameters, signal));
  }

  #sidOf(given: GivenParameters): string {
    const sid = given['MessageSid'];
    if (typeof sid === 'string' && sid !== '') return sid;
    return this.#dependencies.random.sid(hasMedia(given) ? 'MM' : 'SM');
  }

  #truncated(given: GivenParameters): GivenParameters {
    const body = given['Body'];
    if (typeof body !== 'string' || body.length <= MAXIMUM_BODY_LENGTH) return given;
    this.#dependencies.debuggerLog.record(BODY_TOO_LONG, 'An inbound message was cut to 1600 characters.');
    return { ...given, Body: body.slice(0, MAXIMUM_BODY_LENGTH) };
  }

  #withOptOutType(given: GivenParameters): GivenParameters {
    const type = optOutType(String(given['Body']));
    const applies = this.#dependencies.configuration.advancedOptOut && type !== undefined;
    return applies ? { OptOutType: type, ...given } : given;
  }

  #store(parameters: FormParameters): StoredMessage {
    const { messages, people, media, now } = this.#dependencies;
    const valueOf = (name: string): string => parameters.find(([other]) => other === name)?.[1] ?? '';
    const sid = valueOf('MessageSid');
    const known = messages.find(sid);
    if (known !== undefined) return known;
    const from = valueOf('From');
    people.heardFrom(
      [from, valueOf('ExternalUserId')].filter((address) => address !== ''),
      now(),
    );
    const message = messages.add({
      sid,
      origin: 'phone',
      from,
      to: valueOf('To'),
      body: valueOf('Body'),
      mediaUrls: parameters
        .filter(([name]) => /^MediaUrl\d+$/u.test(name))
        .map(([, url]) => media.shownUrl(url)),
      status: 'received',
      sentAt: now(),
    });
    this.#answerOptOut(message);
    return message;
  }

  #answerOptOut(message: StoredMessage): void {
    const { configuration, people, replySender } = this.#dependencies;
    const type = optOutType(message.body);
    if (!configuration.advancedOptOut || type === undefined) return;
    if (type !== 'HELP') people.setOptedOut(message.from, type === 'STOP');
    replySender.send(message, { text: OPT_OUT_ANSWERS[type], mediaUrls: [] }, 'twilio');
  }

  async #deliver(
    message: StoredMessage,
    parameters: FormParameters,
    signal: AbortSignal,
  ): Promise<InboundResult> {
    const { faults, random, background, delay, delivery } = this.#dependencies;
    const { duplicate, loss, delayMs } = faults.inbound;
    if (loss > 0 && random.happens(loss)) return { messageSid: message.sid, ...notDelivered, replies: [] };
    if (delayMs > 0) await background.asleep(pause(delay, delayMs, signal));
    const copies = Array.from({ length: duplicate + 1 }, () => delivery.deliver(parameters, signal));
    const outcomes = await Promise.all(copies);
    const replies = signal.aborted ? [] : outcomes.flatMap((outcome) => outcome.replies);
    for (const reply of replies) this.#dependencies.replySender.send(message, reply, 'webhook-reply');
    return { messageSid: message.sid, ...summarize(outcomes), replies: replies.map(({ text }) => text) };
  }
}

const notDelivered = { status: null, contentType: null, attempts: 0, errors: [] } as const;

function summarize(outcomes: readonly InboundOutcome[]): Omit<InboundResult, 'messageSid' | 'replies'> {
  return {
    status: outcomes[0]?.status ?? null,
    contentType: outcomes[0]?.contentType ?? null,
    attempts: outcomes.reduce((sum, outcome) => sum + outcome.attempts, 0),
    errors: outcomes.flatMap((outcome) => outcome.errors),
  };
}
