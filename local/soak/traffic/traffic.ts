import type { ProductReply } from '../../product/echo-reply.ts';
import type { ReceivedMessage } from '../../product/received-webhook.ts';
import type { LocalWorld } from '../../world/local-world.ts';
import type { DiceSet } from '../dice.ts';
import { Tally } from '../faults/tally.ts';
import { AppAndChat } from './app-and-chat.ts';
import type { AskedMessage, Person } from './asked-message.ts';
import { journeys } from './journeys.ts';
import { Outbox } from './outbox.ts';
import { RestlessGroup } from './restless-group.ts';
import { Silences } from './silence.ts';
import { SteadyTraffic } from './steady-traffic.ts';

export interface TrafficOptions {
  readonly world: LocalWorld;
  readonly dice: DiceSet;
  /** How many people stay linked all the time. */
  readonly people: number;
  /** How many groups of two users and three phones link and leave and stop meanwhile. */
  readonly restlessGroups: number;
  /** The longest pause between two messages, in milliseconds of real time. */
  readonly longestPause: number;
}

/** What the product answers to each message. */
export function replyTo(text: string): string {
  return `You wrote: ${text}`;
}

export function replyOnce({ data: { body } }: ReceivedMessage): readonly ProductReply[] {
  return [{ body: replyTo(body) }];
}

/** All that people and the product do. */
export class Traffic {
  readonly silences = new Silences();
  /** Journeys by name. */
  readonly travelled = new Tally();
  readonly #appAndChat: AppAndChat;
  readonly #outbox: Outbox;
  readonly #people: readonly Person[];
  readonly #steady: SteadyTraffic;
  readonly #groups: readonly RestlessGroup[];

  constructor({ world, dice, people, restlessGroups, longestPause }: TrafficOptions) {
    this.#appAndChat = new AppAndChat(world, this.silences);
    this.#outbox = new Outbox(world.firestore);
    this.#people = Array.from({ length: people }, (_, index) => ({
      userId: `user-${index + 1}`,
      phone: phoneNumber(index + 1),
    }));
    for (const name of Object.keys(journeys)) this.travelled.know(name);
    const shared = { world, outbox: this.#outbox, longestPause };
    this.#steady = new SteadyTraffic({ ...shared, people: this.#people, dice: dice.of('steady traffic') });
    this.#groups = Array.from({ length: restlessGroups }, (_, index) => {
      const name = `group-${index + 1}`;
      const first = people + index * 3 + 1;
      return new RestlessGroup({
        ...shared,
        name,
        users: [`${name}-ann`, `${name}-ben`],
        phones: [first, first + 1, first + 2].map(phoneNumber),
        appAndChat: this.#appAndChat,
        dice: dice.of(name),
        travelled: this.travelled,
      });
    });
  }

  /** Links those who stay linked. Throws where one cannot. */
  async begin(): Promise<void> {
    for (const person of this.#people) {
      if (!(await this.#appAndChat.link(person))) throw new Error(`${person.userId} cannot be linked.`);
    }
  }

  /** So many messages that must arrive. */
  async send(count: number): Promise<void> {
    await this.#steady.send(count);
  }

  async beRestless(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#groups.map((group) => group.rage(signal)));
  }

  get deleted(): readonly string[] {
    return this.#groups.flatMap(({ deleted }) => deleted);
  }

  get fromPhones(): readonly AskedMessage[] {
    return [...this.#steady.inbound, ...this.#groups.flatMap(({ inbound }) => inbound)];
  }

  /** Replies of the product included. */
  get toPhones(): readonly AskedMessage[] {
    const added = [...this.#steady.outbound, ...this.#groups.flatMap(({ outbound }) => outbound)];
    return [...added, ...this.fromPhones.map(replyAsked)];
  }

  async stop(): Promise<void> {
    await this.#outbox.stop();
  }
}

function phoneNumber(number: number): string {
  return `whatsapp:+1555020${String(number).padStart(4, '0')}`;
}

function replyAsked(message: AskedMessage): AskedMessage {
  return { ...message, id: `reply-${message.id}-0`, text: replyTo(message.text) };
}
